using System.Threading.Channels;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;
using MycoPod.Web.Mail;
using MycoPod.Web.Notifications;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>
/// Tells people that somebody knows their password and not their code: in the bell each time that a wait begins, and by e-mail, where a
/// server is configured, the first time in a row. Afterwards, so that nobody who guesses waits for it.
/// </summary>
internal sealed partial class CodeWarnings(
    NotificationBox box, IEnumerable<IMailDispatch> mails, WebSettings settings, RequestOrigin origin, TimeProvider time, ILogger<CodeWarnings> log) : BackgroundService
{
    private const int Room = 200;

    private readonly Channel<Warning> warnings = Channel.CreateBounded<Warning>(new BoundedChannelOptions(Room) { SingleReader = true });

    public void Tell(Account account, int wrong)
    {
        if (!warnings.Writer.TryWrite(new(account.Id, account.UserName ?? "", account.Email, wrong, origin.Address, time.GetUtcNow()))) Log.Full(log);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var warning in warnings.Reader.ReadAllAsync(stoppingToken))
        {
            await TryAsync(() => box.TellAsync([warning.AccountId], NewsOf(warning), stoppingToken), stoppingToken);
            if (warning is { Wrong: WrongCodes.Free, Email: { } email } && mails.LastOrDefault() is { } server)
                await TryAsync(() => server.SendPatientlyAsync(new(email, "MycoPod: somebody knows your password", Text(warning)), time, stoppingToken), stoppingToken);
        }
    }

    private async Task TryAsync(Func<Task> tell, CancellationToken stoppingToken)
    {
        try
        {
            await tell();
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Log.Failed(log, e);
        }
    }

    private static News NewsOf(Warning warning) => new(
        NotificationKind.CodesGuessed,
        $"codes:{warning.At:O}",
        $"Somebody typed your password and {warning.Wrong} wrong codes.",
        $"From {warning.Address ?? "an address that is not known"}. If it was not you, choose a new password.",
        AccountPage.Path);

    private string Text(Warning warning) =>
        $"""
        Hello {warning.Name},

        somebody logged in to MycoPod with your user name and your password, but typed {warning.Wrong} wrong
        authentication codes, from {warning.Address ?? "an address that is not known"}. They did not get in.

        If it was not you, somebody knows your password. Choose a new one:

        {new Uri(settings.PublicUrl, AccountPage.Path)}

        If you cannot log in yourself because of the wait after wrong codes, use one of your recovery codes.

        MycoPod
        """;

    private sealed record Warning(Guid AccountId, string Name, string? Email, int Wrong, string? Address, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Somebody could not be told of wrong codes; the audit log has them")]
        public static partial void Failed(ILogger log, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "Too many people are to be told of wrong codes; the audit log has them all")]
        public static partial void Full(ILogger log);
    }
}
