using System.Net;
using MimeKit;
using MycoPod.Core.Configuration;

namespace MycoPod.Web.Configuration;

/// <summary>The mail server that MycoPod sends through.</summary>
/// <param name="Username">Null where the server asks for none.</param>
/// <param name="From">The sender of every message, as in <c>MycoPod &lt;mycopod@example.org&gt;</c>.</param>
internal sealed record MailSettings(string Host, int Port, MailSecurity Security, string? Username, string? Password, MailboxAddress From)
{
    /// <summary>Reads the part <c>mail</c> and adds what is wrong with it to <paramref name="problems"/>; no value of a secret is repeated.</summary>
    public static MailSettings? Read(SettingsDocument.MailPart part, ConfigurationProblems problems)
    {
        var before = problems.Found.Count;
        if (string.IsNullOrWhiteSpace(part.Host)) problems.Add(Text("host", null, "the name of the mail server, as in smtp.example.org"));
        var security = ReadSecurity(part.Security);
        if (security is null) problems.Add(Text("security", part.Security, "starttls (usual with port 587), tls (usual with port 465) or none"));
        if (part.Port is not (> 0 and <= 65_535)) problems.Add(Text("port", $"{part.Port}", "a number from 1 to 65535, as in 587"));
        if (string.IsNullOrEmpty(part.Username) != string.IsNullOrEmpty(part.Password))
        {
            problems.Add("mail.username, mail.password: only one of them is set. Expected: both, or none where the server asks for none.");
        }

        if (security == MailSecurity.None && !string.IsNullOrEmpty(part.Username) && !IsLoopback(part.Host))
        {
            problems.Add("mail.security: is 'none', which would send mail.password over the network in clear. Expected: starttls or tls.");
        }

        if (!MailboxAddress.TryParse(part.From, out var from) || !from.Address.Contains('@', StringComparison.Ordinal))
        {
            problems.Add(Text("from", part.From, "the sender's address, as in MycoPod <mycopod@example.org>"));
        }

        return problems.Found.Count > before || from is null ? null : new(part.Host ?? "", part.Port ?? 0, security ?? MailSecurity.StartTls, Filled(part.Username), Filled(part.Password), from);
    }

    private static MailSecurity? ReadSecurity(string? value) => value switch
    {
        "none" => MailSecurity.None,
        "starttls" => MailSecurity.StartTls,
        "tls" => MailSecurity.Tls,
        _ => null,
    };

    private static bool IsLoopback(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string? Filled(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string Text(string key, string? value, string expected) =>
        $"mail.{key}: {(string.IsNullOrEmpty(value) ? "is missing" : $"is '{value}'")}. Expected: {expected}.";
}
