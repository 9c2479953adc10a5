namespace MycoPod.Core.Inventory;

/// <summary>One guest as the inventory saw it.</summary>
/// <param name="Marker">The creation marker in its description, where MycoPod made it.</param>
/// <param name="HardwareId">What a later guest of the same name and number would not have.</param>
public sealed record Guest(Vmid Vmid, string Name, GuestKind Kind, NodeName Node, GuestPower Power, bool IsTemplate, string? Marker = null, string? HardwareId = null)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>Tags as a configuration writes them, one behind the other.</summary>
    public static IReadOnlyList<string> TagsIn(string? text) => (text ?? "").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The pool it belongs to, or null.</summary>
    public string? Pool { get; init; }

    /// <summary>Its snapshots; null where they were not read.</summary>
    public IReadOnlyList<TakenSnapshot>? Snapshots { get; init; }

    /// <summary>Its configuration in the API's words, as in <c>cores</c> or <c>net0</c>; empty where it could not be read.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = None;

    public IReadOnlyList<string> Tags => TagsIn(Settings.GetValueOrDefault("tags"));

    /// <summary>The configuration's digest, by which the cluster refuses changes to what is no longer as it was read; null where it could not be read.</summary>
    public string? Digest { get; init; }
}
