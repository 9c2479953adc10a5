namespace MycoPod.Sandbox.State;

/// <summary>One .fw file: the cluster's, a node's or a guest's. Only the cluster's has groups.</summary>
internal sealed class FirewallFile
{
    public SortedDictionary<string, string> Options { get; init; } = new(StringComparer.Ordinal);

    public List<FirewallRule> Rules { get; init; } = [];

    public List<FirewallAlias> Aliases { get; init; } = [];

    public List<FirewallSet> Sets { get; init; } = [];

    public List<FirewallGroup> Groups { get; init; } = [];
}

/// <summary>Its fields as the API names them; "enable" is there only where the rule is enabled.</summary>
internal sealed record FirewallRule(IReadOnlyDictionary<string, string> Fields);

internal sealed record FirewallAlias(string Name, string Cidr, string? Comment);

internal sealed record FirewallSet(string Name, string? Comment)
{
    public List<FirewallSetEntry> Entries { get; init; } = [];
}

internal sealed record FirewallSetEntry(string Cidr, string? Comment, bool IsExcluded);

internal sealed record FirewallGroup(string Name, string? Comment)
{
    public List<FirewallRule> Rules { get; init; } = [];
}
