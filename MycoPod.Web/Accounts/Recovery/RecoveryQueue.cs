using System.Net;
using System.Threading.Channels;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>
/// Takes requests for a link. All that a request costs is done afterwards, so that an answer takes as long for a name that nobody
/// has as for any other.
/// </summary>
internal sealed partial class RecoveryQueue(RecoveryThrottle throttle, ILogger<RecoveryQueue> log)
{
    private const int Room = 200;

    /// <summary>No user name and no e-mail address is longer.</summary>
    private const int LongestName = 256;

    private readonly Channel<RecoveryRequest> requests = Channel.CreateBounded<RecoveryRequest>(new BoundedChannelOptions(Room) { SingleReader = true });

    public void Ask(string nameOrEmail, IPAddress? source)
    {
        var asked = nameOrEmail.Trim();
        if (asked.Length is 0 or > LongestName || asked.Contains('\0')) return;
        if (!throttle.TryTake(source)) Log.TooMany(log, source);
        else if (!requests.Writer.TryWrite(new(asked, source))) Log.Full(log);
    }

    public IAsyncEnumerable<RecoveryRequest> ReadAllAsync(CancellationToken cancellationToken) => requests.Reader.ReadAllAsync(cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Password recovery: too many requests from {Source}; this one is dropped.")]
        public static partial void TooMany(ILogger log, IPAddress? source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Password recovery: too many requests are waiting; this one is dropped.")]
        public static partial void Full(ILogger log);
    }
}
