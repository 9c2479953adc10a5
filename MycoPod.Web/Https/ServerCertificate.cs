using System.Net.Security;
using System.Security.Cryptography;
using MycoPod.Core.Certificates;
using MycoPod.Core.Configuration;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Https;

/// <summary>
/// The certificate that Web shows right now. Its files are looked at every few seconds: a renewed one is shown without a restart, a broken
/// one never replaces what works.
/// </summary>
internal sealed partial class ServerCertificate : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TlsSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger<ServerCertificate> logger;
    private SslStreamCertificateContext current;
    private byte[] seen;

    /// <exception cref="SettingsException">It cannot be used.</exception>
    public ServerCertificate(TlsSettings settings, TimeProvider time, ILogger<ServerCertificate> logger)
    {
        this.settings = settings;
        this.time = time;
        this.logger = logger;
        seen = Digest();
        var problems = new ConfigurationProblems();
        current = settings.ReadCertificate(problems, time.GetUtcNow()) ?? throw new SettingsException(problems.Found);
    }

    public SslStreamCertificateContext Current => Volatile.Read(ref current);

    public bool IsSelfSigned => KeyPin.IsSelfSigned(Current.TargetCertificate);

    /// <summary>Takes what lies in the files now, if it is something else than before and can be used.</summary>
    internal void Look()
    {
        var digest = Digest();
        if (digest.AsSpan().SequenceEqual(seen)) return;
        seen = digest;
        var problems = new ConfigurationProblems();
        if (settings.ReadCertificate(problems, time.GetUtcNow()) is { } fresh)
        {
            // Connections that are being made may still use the former one; it goes with them.
            Volatile.Write(ref current, fresh);
            Log.Replaced(logger, TlsSettings.EndOf(fresh.TargetCertificate));
        }
        else
        {
            Log.Kept(logger, TlsSettings.EndOf(Current.TargetCertificate), string.Join(' ', problems.Found));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
    }

    /// <summary>Of both files; links that lead elsewhere count by what they lead to.</summary>
    private byte[] Digest()
    {
        try
        {
            return SHA256.HashData([.. SHA256.HashData(File.ReadAllBytes(settings.CertificateFile)), .. SHA256.HashData(File.ReadAllBytes(settings.KeyFile))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A new certificate is shown from now on; it is valid until {Until:yyyy-MM-dd HH:mm} UTC")]
        public static partial void Replaced(ILogger logger, DateTimeOffset until);

        [LoggerMessage(2, LogLevel.Warning, "The certificate was replaced by what cannot be used. The former one, valid until {Until:yyyy-MM-dd HH:mm} UTC, is shown on; put the right files there. {Problems}")]
        public static partial void Kept(ILogger logger, DateTimeOffset until, string problems);
    }
}
