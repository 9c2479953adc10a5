using MycoPod.Web.Mail;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>Answers requests for a link, one after another and away from whoever asked.</summary>
internal sealed partial class RecoveryMails(RecoveryQueue queue, IServiceScopeFactory scopes, IMailDispatch mails, TimeProvider time, ILogger<RecoveryMails> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var request in queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<RecoveryLinks>().WriteAsync(request, stoppingToken) is { } mail) await mails.SendPatientlyAsync(mail, time, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.Failed(log, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Password recovery: a request could not be answered.")]
        public static partial void Failed(ILogger log, Exception exception);
    }
}
