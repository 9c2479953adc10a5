using System.Security.Cryptography.X509Certificates;

namespace MycoPod.Core.Diagnosis;

/// <summary>Whether a certificate still holds.</summary>
public static class CertificateEnds
{
    public static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>Null where a server shows none.</summary>
    public static DateTimeOffset? Of(X509Certificate? certificate) => certificate is X509Certificate2 shown ? new DateTimeOffset(shown.NotAfter.ToUniversalTime()) : null;

    public static Finding Judge(string whose, DateTimeOffset end, DateTimeOffset now)
    {
        var text = $"The certificate of {whose} ends on {end.UtcDateTime:yyyy-MM-dd}";
        if (end <= now) return Finding.Problem($"The certificate of {whose} has ended on {end.UtcDateTime:yyyy-MM-dd}.", $"Renew the certificate of {whose}. Where its fingerprint or key is pinned, pin the new one.");
        return end - now < Soon ? Finding.Warning($"{text}, in {(end - now).TotalDays:0} days.", $"Renew the certificate of {whose} before that. Where its fingerprint is pinned, pin the new one.") : Finding.Ok($"{text}.");
    }
}
