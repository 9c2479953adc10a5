namespace MycoPod.Web.Mail;

/// <summary>Hands a message to a mail server.</summary>
internal interface IMailDispatch
{
    /// <exception cref="MailException">The server cannot be reached or does not take the message.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
