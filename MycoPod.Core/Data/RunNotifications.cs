using System.Globalization;

namespace MycoPod.Core.Data;

/// <summary>
/// The PostgreSQL notification that follows every stored event, sent by a trigger within the transaction that stores it.
/// Its payload is <c>run id:sequence</c>.
/// </summary>
public static class RunNotifications
{
    public const string Channel = "mycopod_runs";

    public static (Guid RunId, long Sequence)? Parse(string payload)
    {
        var parts = payload.Split(':');
        return parts.Length == 2
            && Guid.TryParseExact(parts[0], "D", out var run)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? (run, sequence)
            : null;
    }
}
