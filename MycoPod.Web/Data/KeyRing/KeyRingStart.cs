using Microsoft.AspNetCore.DataProtection;

namespace MycoPod.Web.Data.KeyRing;

/// <summary>Reads the key ring before the first request, so that a database that goes away later shuts nobody out. It is kept in memory from then on.</summary>
internal sealed partial class KeyRingStart(IDataProtectionProvider protection, ILogger<KeyRingStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            protection.CreateProtector(nameof(KeyRingStart)).Protect([0]);
        }
        catch (Exception e) when (DatabaseFailure.IsWithin(e))
        {
            Log.NotRead(logger, e);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The keys of sessions could not be read yet: the database does not answer. They are read with the first request after it does.")]
        public static partial void NotRead(ILogger logger, Exception exception);
    }
}
