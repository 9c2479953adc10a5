namespace MycoPod.Sandbox.State;

internal sealed record Volume(string Id, string Content, string Format, long Size, DateTimeOffset CreatedAt)
{
    /// <summary>Of a downloaded file: the algorithm, a colon, the sum in hexadecimal.</summary>
    public string? Checksum { get; init; }

    public string? Notes { get; init; }

    public bool IsProtected { get; init; }

    /// <summary>None on shared storage.</summary>
    public string? Node { get; init; }

    public long? Vmid { get; init; }

    public long Used { get; init; }

    public string Storage => Id[..Id.IndexOf(':', StringComparison.Ordinal)];
}
