using System.Globalization;

namespace MycoPod.Core.Approvals;

/// <summary>What an order is about, as both ends write it. Each names what changes once the order is carried out: the same order again is about nothing any more.</summary>
public static class OrderSubject
{
    /// <summary>A run after the attempt that ended, with the plan that was approved.</summary>
    public static string OfRun(Guid id, int attempt, string? planDigest) => string.Create(CultureInfo.InvariantCulture, $"run {id:D} after attempt {attempt}, plan {planDigest}");

    /// <summary>A history that was rewritten.</summary>
    /// <param name="read">The commit that was read last.</param>
    /// <param name="found">The commit that stands there now.</param>
    public static string OfHistory(string read, string found) => $"history {read} to {found}";

    /// <param name="since">When the pause began.</param>
    public static string OfPause(DateTimeOffset since) => string.Create(CultureInfo.InvariantCulture, $"pause {since.UtcTicks}");
}
