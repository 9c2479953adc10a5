using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MycoPod.Core.Repository;

namespace MycoPod.Core.Diagnosis;

/// <summary>Asks a Git server over smart HTTP what a fetch or a push begins with, and changes nothing.</summary>
/// <param name="branch">That has to be there, as in <c>main</c>.</param>
/// <param name="mayPush">Whether the token has to be good for pushing, not only for reading.</param>
public sealed class GitServerCheck(Uri url, string username, string token, string branch, bool mayPush, RepositoryTrust trust)
{
    private string Service => mayPush ? "git-receive-pack" : "git-upload-pack";

    public async Task<IReadOnlyList<Finding>> AskAsync(CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) => Believes(certificate, errors);
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{url.AbsoluteUri.TrimEnd('/')}/info/refs?service={Service}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{token}")));
        using var answer = await client.SendAsync(request, cancellationToken);
        return [Judge(answer.StatusCode, answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : "")];
    }

    private Finding Judge(HttpStatusCode status, string refs)
    {
        var what = mayPush ? "may push" : "may read";
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return Finding.Problem($"{url} does not accept repository.username and repository.token ({(int)status}).", $"Make a token there that {what}, and put it into the configuration.");
        if (status == HttpStatusCode.NotFound) return Finding.Problem($"There is no repository at {url}, or the token may not see it.", "Compare repository.url with the address that git clone takes, and the token's rights.");
        if (status != HttpStatusCode.OK || !refs.Contains($"# service={Service}", StringComparison.Ordinal))
            return Finding.Problem($"{url} does not answer as a Git server does ({(int)status}).", "Compare repository.url with the address that git clone takes.");
        return refs.Contains($" refs/heads/{branch}\n", StringComparison.Ordinal) || refs.Contains($" refs/heads/{branch}\0", StringComparison.Ordinal)
            ? Finding.Ok($"{url} answers, the token {what}, and the branch {branch} is there.")
            : Finding.Warning($"{url} answers and the token {what}, but there is no branch {branch} yet.", "Web makes it when it first reads the repository. If it should be there already, compare repository.url and repository.branch.");
    }

    private bool Believes(X509Certificate? certificate, SslPolicyErrors errors) =>
        certificate is not null && trust.Believes(certificate, errors == SslPolicyErrors.None, url.Host);
}
