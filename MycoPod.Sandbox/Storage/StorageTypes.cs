using MycoPod.Sandbox.Schema;

namespace MycoPod.Sandbox.Storage;

/// <summary>The options of each type of storage, and what it holds unless told otherwise (pve-storage 8.3.6, Storage/*Plugin.pm).</summary>
internal static class StorageTypes
{
    private static readonly string[] OfAll = ["bwlimit", "content", "disable", "nodes"];
    private static readonly string[] OfFiles =
    [
        .. OfAll, "content-dirs", "create-base-path", "create-subdirs", "format", "max-protected-backups", "maxfiles", "mkdir", "preallocation", "prune-backups",
    ];

    private static readonly string[] Everything = ["images", "rootdir", "vztmpl", "iso", "backup", "snippets", "import", "none"];
    private static readonly string[] Disks = ["images", "rootdir"];

    public static readonly IReadOnlyDictionary<string, StorageType> All = new Dictionary<string, StorageType>(StringComparer.Ordinal)
    {
        ["dir"] = new(new(["path"], [.. OfFiles, "is_mountpoint", "shared"], ["path"]), Everything, ["images", "rootdir"]),
        ["btrfs"] = new(new(["path"], [.. OfFiles, "is_mountpoint", "nocow", "shared"], ["path"]), Everything, ["images", "rootdir"]),
        ["nfs"] = new(new(["server", "export"], [.. OfFiles, "options", "path"], ["server", "export", "path"]), Everything, ["images"]) { IsShared = true },
        ["cifs"] = new(new(["server", "share"], [.. OfFiles, "domain", "options", "path", "smbversion", "subdir", "username"], ["path", "server", "share"]), Everything, ["images"]) { IsShared = true },
        ["cephfs"] = new(new([], [.. OfFiles, "fs-name", "fuse", "keyring", "monhost", "path", "subdir", "username"], ["path"]), ["vztmpl", "iso", "backup", "snippets", "import"], ["backup"]) { IsShared = true },
        ["rbd"] = new(new([], [.. OfAll, "data-pool", "keyring", "krbd", "monhost", "namespace", "pool", "username"], []), Disks, ["images"]) { IsShared = true },
        ["lvm"] = new(new(["vgname"], [.. OfAll, "base", "saferemove", "saferemove_throughput", "shared", "tagged_only"], ["vgname", "base"]), Disks, ["images"]),
        ["lvmthin"] = new(new(["vgname", "thinpool"], OfAll, ["vgname", "thinpool"]), Disks, Disks),
        ["zfspool"] = new(new(["pool"], [.. OfAll, "blocksize", "mountpoint", "sparse"], ["pool"]), Disks, Disks),
        ["pbs"] = new(
            new(["server", "datastore"], [.. OfAll, "fingerprint", "master-pubkey", "max-protected-backups", "maxfiles", "namespace", "port", "prune-backups", "username"], ["server", "datastore"]),
            ["backup", "none"],
            ["backup"])
        { IsShared = true },
    };

    /// <summary>Values that are kept in files of their own and never shown.</summary>
    public static readonly string[] Sensitive = ["password", "encryption-key", "keyring"];
}

internal sealed record StorageType(SectionRules Rules, IReadOnlyList<string> Possible, IReadOnlyList<string> Default)
{
    public bool IsShared { get; init; }
}
