using System.Net;

namespace MycoPod.Core.Diagnosis;

/// <summary>What any server shows whoever asks: its clock and the end of its certificate. Nothing secret is sent, so nothing depends on whether it is the right one.</summary>
/// <param name="Skew">How far its clock is ahead of this host's; null where it does not say. Exact to about a second.</param>
/// <param name="CertificateEnd">Null without TLS.</param>
public sealed record ServerLook(TimeSpan? Skew, DateTimeOffset? CertificateEnd)
{
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public static async Task<ServerLook> AtAsync(Uri url, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset? end = null;
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            end = CertificateEnds.Of(certificate);
            return end is not null;
        };
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version11 };
        var begin = time.GetUtcNow();
        using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var half = (time.GetUtcNow() - begin) / 2;
        return new(answer.Headers.Date - (begin + half), end);
    }

    /// <summary>What is to be said of its clock and its certificate.</summary>
    /// <param name="whose">As in <c>Web</c> or <c>pve1:8006</c>.</param>
    public IReadOnlyList<Finding> Judge(string whose, DateTimeOffset now) =>
    [
        .. Skew is { } skew ? [Clock.Judge(whose, skew)] : Array.Empty<Finding>(),
        .. CertificateEnd is { } end ? [CertificateEnds.Judge(whose, end, now)] : Array.Empty<Finding>(),
    ];
}
