namespace MycoPod.Web.Mail;

/// <summary>Mail servers are away for a moment now and then.</summary>
internal static class MailPatience
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Hands a message over in three attempts at most.</summary>
    /// <exception cref="MailException">The last one failed as well.</exception>
    public static async Task SendPatientlyAsync(this IMailDispatch mails, OutgoingMail mail, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await mails.SendAsync(mail, cancellationToken);
                return;
            }
            catch (MailException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
