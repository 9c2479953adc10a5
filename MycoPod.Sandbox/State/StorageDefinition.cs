using System.Text.Json.Serialization;

namespace MycoPod.Sandbox.State;

internal sealed class StorageDefinition
{
    private static readonly string[] FileTypes = ["dir", "nfs", "cifs", "btrfs", "cephfs"];

    public required string Id { get; init; }

    /// <summary>dir, nfs, cifs, btrfs, lvm, lvmthin, zfspool, pbs, rbd or cephfs.</summary>
    public required string Type { get; init; }

    /// <summary>The other lines of the storage's section in storage.cfg.</summary>
    public SortedDictionary<string, string> Options { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Of a share or backup server; never shown.</summary>
    public string? Password { get; init; }

    public required List<string> Content { get; set; }

    public bool IsShared { get; set; }

    public long Size { get; init; }

    /// <summary>What is used beside the volumes that are known, by node; two gigabytes where nothing is said.</summary>
    public SortedDictionary<string, long> Reserved { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Where a file based storage is mounted; a volume group's name otherwise.</summary>
    public required string Path { get; init; }

    [JsonIgnore]
    public bool HoldsFiles => FileTypes.Contains(Type, StringComparer.Ordinal);

    public bool Holds(string content) => Content.Contains(content, StringComparer.Ordinal);

    [JsonIgnore]
    public bool IsDisabled => Options.GetValueOrDefault("disable") == "1";

    /// <summary>A fault: nothing more fits on it.</summary>
    public bool IsFull { get; set; }

    public bool IsOn(string node) => Options.GetValueOrDefault("nodes") is not { Length: > 0 } nodes || nodes.Split(',').Contains(node, StringComparer.Ordinal);
}
