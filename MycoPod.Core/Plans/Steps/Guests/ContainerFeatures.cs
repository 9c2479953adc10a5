namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>What a container may do beyond nesting. The cluster lets nobody but root@pam, logged in with a password, set these (facts, annex D).</summary>
public sealed record ContainerFeatures
{
    public bool? KeyControl { get; init; }

    public bool? Fuse { get; init; }

    public bool? MakeNodes { get; init; }

    /// <summary>File systems it may mount, as in nfs or cifs.</summary>
    public IReadOnlyList<string>? Mount { get; init; }

    internal IEnumerable<(string Key, string? Value)> Parts =>
    [
        ("keyctl", Properties.Flag(KeyControl)), ("fuse", Properties.Flag(Fuse)), ("mknod", Properties.Flag(MakeNodes)),
        ("mount", Mount is { Count: > 0 } ? string.Join(';', Mount) : null),
    ];

    internal IEnumerable<string> Check()
    {
        if (Parts.All(p => p.Value is null)) yield return "The features say nothing.";
        foreach (var type in (Mount ?? []).Where(t => !Names.IsFileSystem(t))) yield return $"'{type}' is no type of a file system, as in nfs.";
    }

    internal string Say() => $"features {string.Join(", ", Parts.Where(p => p.Value is not null).Select(p => p.Value is "1" ? p.Key : p.Value is "0" ? $"no {p.Key}" : $"mounting {p.Value?.Replace(";", ", ", StringComparison.Ordinal)}"))}";
}
