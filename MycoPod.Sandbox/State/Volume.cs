namespace MycoPod.Sandbox.State;

internal sealed record Volume(string Id, string Content, string Format, long Size, DateTimeOffset CreatedAt)
{
    /// <summary>None on shared storage.</summary>
    public string? Node { get; init; }

    public long? Vmid { get; init; }

    public long Used { get; init; }

    public string Storage => Id[..Id.IndexOf(':', StringComparison.Ordinal)];
}
