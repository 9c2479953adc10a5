namespace MycoPod.Sandbox.State;

internal sealed class StorageDefinition
{
    public required string Id { get; init; }

    /// <summary>dir, lvmthin or nfs.</summary>
    public required string Type { get; init; }

    public required List<string> Content { get; init; }

    public bool IsShared { get; init; }

    public long Size { get; init; }

    /// <summary>Where a file based storage is mounted; a volume group's name otherwise.</summary>
    public required string Path { get; init; }

    /// <summary>A fault: nothing more fits on it.</summary>
    public bool IsFull { get; set; }

    public bool HoldsFiles => Type != "lvmthin";

    public bool Holds(string content) => Content.Contains(content, StringComparer.Ordinal);
}
