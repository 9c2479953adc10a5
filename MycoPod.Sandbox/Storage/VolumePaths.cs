using System.Text.RegularExpressions;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Storage;

/// <summary>What a volume's name says of it.</summary>
internal static partial class VolumePaths
{
    private static readonly Dictionary<string, string> Folders = new(StringComparer.Ordinal)
    {
        ["iso"] = "template/iso",
        ["vztmpl"] = "template/cache",
        ["backup"] = "dump",
        ["snippets"] = "snippets",
        ["import"] = "import",
    };

    public static string Of(ClusterDocument cluster, Volume volume)
    {
        var storage = StorageLookup.Require(cluster, volume.Storage);
        var name = volume.Id[(volume.Storage.Length + 1)..];
        if (!storage.HoldsFiles)
            return $"/dev/{storage.Path}/{name}";
        return Folders.TryGetValue(volume.Content, out var folder)
            ? $"{storage.Path}/{folder}/{name[(name.IndexOf('/') + 1)..]}"
            : $"{storage.Path}/images/{name}";
    }

    public static string FolderOf(StorageDefinition storage, string content) => $"{storage.Path}/{Folders[content]}";

    public static string ContentOf(string volumeId) =>
        volumeId[(volumeId.IndexOf(':') + 1)..].Split('/') is [var kind, _, ..] && Folders.ContainsKey(kind) ? kind : "images";

    public static long? OwnerOf(string volumeId) => Owner().Match(volumeId) is { Success: true } match ? long.Parse(match.Groups[1].Value) : null;

    [GeneratedRegex(@"(?:vzdump-(?:qemu|lxc)-|[:/](?:vm|base|subvol|basevol)-|backup/(?:vm|ct)/)(\d+)")]
    private static partial Regex Owner();
}
