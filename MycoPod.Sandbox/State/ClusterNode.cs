namespace MycoPod.Sandbox.State;

internal sealed class ClusterNode
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public int Cores { get; init; } = 8;

    public long Memory { get; init; } = 32L << 30;

    public long RootDisk { get; init; } = 96L << 30;

    /// <summary>A fault: it does not answer, and the others know nothing new of it.</summary>
    public bool IsLost { get; set; }

    public List<Bridge> Bridges { get; init; } = [];
}

internal sealed record Bridge(string Name, string Port, string? Cidr, string? Gateway);
