using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MycoPod.Core.Diagnosis;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Mail;

/// <summary>Sends over SMTP: one connection a message, for messages are few.</summary>
/// <param name="settings">The server.</param>
/// <param name="time">For the date of a message.</param>
/// <param name="isTrusted">Decides about certificates instead of the system's rules; for tests.</param>
internal sealed class SmtpDispatch(MailSettings settings, TimeProvider time, RemoteCertificateValidationCallback? isTrusted = null) : IMailDispatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var message = Compose(mail);
        using var client = Open(isTrusted);
        try
        {
            await ConnectAsync(client, cancellationToken);
            await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (e is ProtocolException or CommandException or AuthenticationException or SslHandshakeException or IOException or SocketException
                                  or NotSupportedException or TimeoutException or ServiceNotAuthenticatedException)
        {
            throw new MailException($"The mail server {settings.Host}:{settings.Port} did not take the message: {e.Message}", e);
        }
    }

    /// <summary>Does all that comes before a message: connection, TLS, log-in. Sends none.</summary>
    public async Task<IReadOnlyList<Finding>> ProveAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? end = null;
        using var client = Open((sender, certificate, chain, errors) =>
        {
            end = CertificateEnds.Of(certificate);
            return isTrusted?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
        });
        await ConnectAsync(client, cancellationToken);
        await client.NoOpAsync(cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
        var found = Finding.Ok($"{settings.Host}:{settings.Port} answers{(end is not null ? " over TLS" : "")}{(settings.Username is null ? "" : " and takes the log-in")}.");
        return end is { } until ? [found, CertificateEnds.Judge($"the mail server {settings.Host}", until, time.GetUtcNow())] : [found];
    }

    private static SmtpClient Open(RemoteCertificateValidationCallback? isTrusted) => new()
    {
        Timeout = (int)Patience.TotalMilliseconds,
        ServerCertificateValidationCallback = isTrusted,

        // An authority of one's own, as homes have it, publishes no list of revoked certificates.
        CheckCertificateRevocation = false,
    };

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        await client.ConnectAsync(settings.Host, settings.Port, Options(settings.Security), cancellationToken);
        if (settings.Username is { } username) await client.AuthenticateAsync(username, settings.Password ?? "", cancellationToken);
    }

    private MimeMessage Compose(OutgoingMail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject, Date = time.GetUtcNow(), Body = new TextPart("plain") { Text = mail.Text } };
        message.From.Add(settings.From);
        message.To.Add(new MailboxAddress("", mail.To));

        // Away-notes must not answer a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}
