using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;

namespace MycoPod.Sandbox.Storage;

/// <summary>What POST /storage and PUT /storage/{storage} take, for all types of storage together.</summary>
internal static class StorageParameters
{
    public static readonly IReadOnlyList<string> Types =
        ["btrfs", "cephfs", "cifs", "dir", "esxi", "glusterfs", "iscsi", "iscsidirect", "lvm", "lvmthin", "nfs", "pbs", "rbd", "zfs", "zfspool"];

    /// <summary>The options that may change later.</summary>
    private static readonly Parameter[] Changeable =
    [
        Parameter.Text("blocksize"),
        Parameter.Text("bwlimit") with { Keys = PropertyFormats.BandwidthLimit },
        Parameter.Text("comstar_hg"),
        Parameter.Text("comstar_tg"),
        Parameter.Text("content") with { Format = Formats.ListOf(Formats.StorageContent) },
        Parameter.Text("content-dirs") with { Format = Formats.ListOf(ClusterFormats.DirectoryOverride) },
        Parameter.Flag("create-base-path"),
        Parameter.Flag("create-subdirs"),
        Parameter.Text("data-pool"),
        Parameter.Flag("disable"),
        Parameter.Text("domain") with { MaxLength = 256 },
        Parameter.Text("encryption-key"),
        Parameter.Text("fingerprint") with { Pattern = "([A-Fa-f0-9]{2}:){31}[A-Fa-f0-9]{2}" },
        Parameter.OneOf("format", "raw", "qcow2", "subvol", "vmdk"),
        Parameter.Text("fs-name") with { Format = Formats.ConfigId },
        Parameter.Flag("fuse"),
        Parameter.Text("is_mountpoint"),
        Parameter.Text("keyring"),
        Parameter.Flag("krbd"),
        Parameter.Text("lio_tpg"),
        Parameter.Text("master-pubkey"),
        Parameter.Whole("max-protected-backups", -1),
        Parameter.Whole("maxfiles", 0),
        Parameter.Flag("mkdir"),
        Parameter.Text("monhost") with { Format = Formats.ListOf(ClusterFormats.Portal) },
        Parameter.Text("mountpoint") with { Format = ClusterFormats.StoragePath },
        Parameter.Text("namespace"),
        Parameter.Flag("nocow"),
        Parameter.Text("nodes") with { Format = Formats.ListOf(Formats.NodeName) },
        Parameter.Flag("nowritecache"),
        Parameter.Text("options") with { Format = ClusterFormats.MountOptions },
        Parameter.Text("password") with { MaxLength = 256 },
        Parameter.Text("pool"),
        Parameter.Whole("port", 1, 65535),
        Parameter.OneOf("preallocation", "off", "metadata", "falloc", "full"),
        CommonParameters.Prune,
        Parameter.Flag("saferemove"),
        Parameter.Text("saferemove_throughput"),
        Parameter.Text("server") with { Format = ClusterFormats.Server },
        Parameter.Text("server2") with { Format = ClusterFormats.Server, Requires = "server" },
        Parameter.Flag("shared"),
        Parameter.Flag("skip-cert-verification"),
        Parameter.OneOf("smbversion", "default", "2.0", "2.1", "3", "3.0", "3.11"),
        Parameter.Flag("sparse"),
        Parameter.Text("subdir") with { Format = ClusterFormats.StoragePath },
        Parameter.Flag("tagged_only"),
        Parameter.OneOf("transport", "tcp", "rdma", "unix"),
        Parameter.Text("username"),
    ];

    public static readonly IReadOnlyList<Parameter> Create =
    [
        StandardParameters.Storage,
        Parameter.OneOf("type", Types) with { IsRequired = true },
        .. Changeable,
        Parameter.Text("authsupported"),
        Parameter.Text("base") with { Format = Formats.VolumeId },
        Parameter.Text("datastore"),
        Parameter.Text("export") with { Format = ClusterFormats.StoragePath },
        Parameter.Text("iscsiprovider"),
        Parameter.Text("path") with { Format = ClusterFormats.StoragePath },
        Parameter.Text("portal") with { Format = ClusterFormats.Portal },
        Parameter.Text("share"),
        Parameter.Text("target"),
        Parameter.Text("thinpool") with { Format = ClusterFormats.VolumeGroup },
        Parameter.Text("vgname") with { Format = ClusterFormats.VolumeGroup },
        Parameter.Text("volume"),
    ];

    public static readonly IReadOnlyList<Parameter> Update = [StandardParameters.Storage, .. Changeable, CommonParameters.Delete, CommonParameters.Digest];
}
