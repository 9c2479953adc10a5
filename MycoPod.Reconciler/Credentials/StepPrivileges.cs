using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Credentials;

/// <summary>What steps take in privileges, in words for people (facts, annex D). The cluster asks for them when a step is carried out; this says it when credentials are given.</summary>
internal static class StepPrivileges
{
    private static readonly (string Doing, string Path, string[] All)[] Needs =
    [
        ("see guests", "/vms", ["VM.Audit"]),
        ("see nodes", "/nodes", ["Sys.Audit"]),
        ("see storages", "/storage", ["Datastore.Audit"]),
        ("create and delete guests", "/vms", ["VM.Allocate"]),
        ("place disks", "/storage", ["Datastore.AllocateSpace"]),
        ("connect guests to bridges", "/sdn/zones/localnetwork", ["SDN.Use"]),
        ("start and stop guests", "/vms", ["VM.PowerMgmt"]),
        ("change guests", "/vms", ["VM.Config.CPU", "VM.Config.Memory", "VM.Config.Disk", "VM.Config.Network", "VM.Config.Options", "VM.Config.HWType"]),
        ("set up cloud-init", "/vms", ["VM.Config.Cloudinit", "VM.Config.CDROM"]),
        ("clone guests", "/vms", ["VM.Clone"]),
        ("take and roll back snapshots", "/vms", ["VM.Snapshot", "VM.Snapshot.Rollback"]),
        ("back up and restore guests", "/vms", ["VM.Backup"]),
        ("move guests to other nodes", "/vms", ["VM.Migrate"]),
        ("ask guest agents", "/vms", ["VM.Monitor"]),
        ("download templates and images", "/storage", ["Datastore.AllocateTemplate"]),
        ("set up storages", "/storage", ["Datastore.Allocate"]),
        ("set up pools", "/pool", ["Pool.Allocate"]),
        ("set up bridges, firewalls and backup jobs", "/", ["Sys.Modify"]),
        ("set up high availability", "/", ["Sys.Console"]),
        ("manage users and permissions", "/access", ["User.Modify", "Permissions.Modify"]),
    ];

    /// <summary>What may not be done anywhere, each with what is lacking: <c>clone guests (VM.Clone on /vms)</c>.</summary>
    public static IReadOnlyList<string> Lacking(TokenPermissions permissions) =>
    [
        .. from need in Needs
           let lacking = need.All.Where(p => !permissions.MaySomewhere(need.Path, p)).ToList()
           where lacking.Count > 0
           select $"{need.Doing} ({string.Join(", ", lacking)} on {need.Path})",
    ];
}
