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

    /// <summary>The base image that a linked clone reads what it has not written itself from.</summary>
    public string? Parent { get; init; }

    /// <summary>An operating system is on it: it answers to the power button, and to the guest agent.</summary>
    public bool HasSystem { get; init; }

    public string Storage => Id[..Id.IndexOf(':', StringComparison.Ordinal)];
}
