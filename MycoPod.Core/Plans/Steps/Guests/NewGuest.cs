using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>What new guests of every kind may be given.</summary>
internal static class NewGuest
{
    private const int MaxNotes = 7000;

    /// <summary>The description: what people want to read, then the mark.</summary>
    public static string Description(string? notes, string mark) => notes is null ? mark : $"{notes}\n\n{mark}";

    /// <summary>The tags with the one that every guest made here carries, in the order in which the cluster keeps them.</summary>
    public static string Tags(IReadOnlyList<string>? tags) =>
        string.Join(';', (tags ?? []).Append(CreationMarker.Tag).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));

    public static IEnumerable<string> Check(string name, IReadOnlyList<string>? tags, string? pool, string? notes)
    {
        if (!Names.IsHostName(name)) yield return $"'{name}' is no host name: letters, digits and hyphens, at most 63.";
        foreach (var tag in (tags ?? []).Where(t => !Names.IsTag(t))) yield return $"'{tag}' is no tag: letters, digits, and _ - + . within.";
        if (pool is not null && !Names.IsPool(pool)) yield return $"'{pool}' is no name of a pool.";
        foreach (var problem in CheckNotes(notes)) yield return problem;
    }

    public static IEnumerable<string> CheckNotes(string? notes)
    {
        if (notes is { Length: 0 or > MaxNotes }) yield return $"Notes have 1 to {MaxNotes} characters.";
        if (CreationMarker.Find(notes) is not null) yield return "Notes carry no mark of their own: it is added when the step is done.";
    }

    public static IEnumerable<string> CheckSshKeys(string? keys)
    {
        if (keys is null) yield break;
        var lines = keys.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) yield return "There is no SSH key.";
        if (Array.Find(lines, k => !Names.IsSshKey(k)) is { } bad) yield return $"'{(bad.Length > 40 ? bad[..40] + "…" : bad)}' is no public SSH key.";
    }

    /// <summary>As in "2 SSH keys".</summary>
    public static string SaySshKeys(string keys) => Count(keys.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, "SSH key");

    public static IEnumerable<string> SayMore(IReadOnlyList<string>? tags, string? pool, string? notes)
    {
        if (tags is { Count: > 0 }) yield return $"{(tags.Count == 1 ? "tag" : "tags")} {string.Join(", ", tags)}";
        if (pool is not null) yield return $"in pool {pool}";
        if (notes is not null) yield return $"notes \"{Names.OneLine(notes)}\"";
    }

    /// <summary>As in "web-1 (150)": the number only where it was asked for.</summary>
    public static string SayName(string name, Vmid? vmid) => vmid is null ? name : $"{name} ({vmid})";

    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
