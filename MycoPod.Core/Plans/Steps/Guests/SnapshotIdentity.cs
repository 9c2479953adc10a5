using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Which snapshot is meant: names are used again, so the time when it was taken tells it, or the mark of the plan that takes it.</summary>
internal static class SnapshotIdentity
{
    /// <param name="takenAt">As planning saw it; null where an earlier step takes it.</param>
    public static string? Objection(string name, long? takenAt, IReadOnlyDictionary<string, string>? found, int number, ICallNames names)
    {
        if (found is null) return $"There is no snapshot {name} any more. Nothing was sent. Preview again.";
        var time = found.GetValueOrDefault("snaptime");
        if (takenAt is { } meant)
            return time == meant.ToString(CultureInfo.InvariantCulture) ? null : $"The snapshot {name} was taken at {Say(time)}; the one that was planned with, at {Say(meant.ToString(CultureInfo.InvariantCulture))}. Nothing was sent. Preview again.";
        var mark = CreationMarker.Find(found.GetValueOrDefault("description"));
        return Enumerable.Range(1, number - 1).Any(step => names.MarkerOf(step) == mark) ? null : $"The snapshot {name} that is there was not taken by this plan. Nothing was sent. Preview again.";
    }

    public static IEnumerable<string> Check(PlannedCluster cluster, GuestReference guest, string name, long? takenAt)
    {
        if (takenAt is null || cluster.Find(guest)?.Found?.Snapshots is not { } known) yield break;
        if (known.FirstOrDefault(s => s.Name == name) is not { } snapshot) yield return $"{guest.Name} has no snapshot {name}.";
        else if (snapshot.TakenAt != takenAt) yield return $"The snapshot {name} of {guest.Name} is another one now, taken at {Say(snapshot.TakenAt.ToString(CultureInfo.InvariantCulture))}.";
    }

    private static string Say(string? seconds) => long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time < 253_402_300_799
        ? DateTimeOffset.FromUnixTimeSeconds(time).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
        : "an unknown time";
}
