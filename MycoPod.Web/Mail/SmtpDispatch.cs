using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
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
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, ServerCertificateValidationCallback = isTrusted };

        // An authority of one's own, as homes have it, publishes no list of revoked certificates.
        client.CheckCertificateRevocation = false;
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, Options(settings.Security), cancellationToken);
            if (settings.Username is { } username) await client.AuthenticateAsync(username, settings.Password ?? "", cancellationToken);
            await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (e is ProtocolException or CommandException or AuthenticationException or SslHandshakeException or IOException or SocketException
                                  or NotSupportedException or TimeoutException or ServiceNotAuthenticatedException)
        {
            throw new MailException($"The mail server {settings.Host}:{settings.Port} did not take the message: {e.Message}", e);
        }
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
