using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Policy;

/// <summary>How large guests become, and what the plan adds to the cluster, step by step.</summary>
internal sealed class PlannedSizes
{
    private readonly Dictionary<string, PlannedSize> guests = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<SizeKind, long> added = [];
    private HashSet<SizeKind> grown = [];

    /// <param name="guests">Those whose configuration was read count.</param>
    public PlannedSizes(IReadOnlyList<Guest> guests)
    {
        foreach (var guest in guests.Where(g => g.Digest is not null)) Of(KeyOf(GuestReference.To(guest)), guest.Name).Take(guest.Settings);
    }

    /// <summary>The guest that the last step made or changed.</summary>
    public PlannedSize? Touched { get; private set; }

    /// <summary>Whether the last step made that more.</summary>
    public bool Grew(SizeKind what) => grown.Contains(what);

    /// <summary>What the plan adds so far; what it takes away counts for nothing.</summary>
    public long Added(SizeKind what) => added.GetValueOrDefault(what);

    public void Apply(Step step, int number)
    {
        grown = [];
        Touched = null;
        if (step.Target is not { } target) return;
        if (step is ICreatesGuest { CopiedFrom: { } source }) guests[KeyOf(target)] = Of(KeyOf(source), source.Name).CopyAs(target.Name);
        var isKnown = guests.ContainsKey(KeyOf(target));
        Touched = Of(KeyOf(target), target.Name);
        var before = step is ICreatesGuest ? null : Touched.CopyAs(target.Name);
        if (step.Call(number, PlaceholderNames.Instance) is not ApiCall call) return;
        if (Value(call, "disk") is { } disk && Value(call, "size") is { } size) Touched.Resize(disk, size);
        else Touched.Take(call.Parameters);
        foreach (var what in Enum.GetValues<SizeKind>()) Count(what, Touched.Of(what) - (before?.Of(what) ?? 0), isKnown || before is null);
    }

    private static string? Value(ApiCall call, string name) => call.Parameters.FirstOrDefault(p => p.Key == name).Value;

    /// <summary>How much larger a guest becomes can be told only where it was seen.</summary>
    private void Count(SizeKind what, long more, bool isKnown)
    {
        if (more <= 0) return;
        grown.Add(what);
        if (isKnown) added[what] = Added(what) + more;
    }

    private PlannedSize Of(string key, string name)
    {
        if (!guests.TryGetValue(key, out var size)) guests.Add(key, size = new(name));
        return size;
    }

    /// <summary>Names may occur twice on a cluster, numbers not.</summary>
    private static string KeyOf(GuestReference guest) => guest.Vmid is { } vmid ? vmid.ToString() : guest.Name;
}
