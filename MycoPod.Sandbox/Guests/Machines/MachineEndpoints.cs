using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Guests.Migration;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>The methods of virtual machines, power, snapshots, agent and cloud-init apart.</summary>
internal sealed class MachineEndpoints(
    ClusterState state,
    Permissions permissions,
    GuestView view,
    MachineCreation creation,
    MachineChangeMethods changes,
    MachineRemoval removal) : GuestEndpoints(GuestKind.Qemu, state, permissions, view)
{
    private static readonly PermissionRequirement MayConfigure = PermissionRequirement.AnyOn(
        "/vms/{vmid}",
        "VM.Config.Disk", "VM.Config.CDROM", "VM.Config.CPU", "VM.Config.Memory", "VM.Config.Network", "VM.Config.HWType", "VM.Config.Options", "VM.Config.Cloudinit");

    private static readonly Parameter Format = Parameter.OneOf("format", "raw", "qcow2", "vmdk");
    private static readonly Parameter RateLimit = Parameter.Whole("bwlimit", 0);

    public override IEnumerable<ApiMethod> Endpoints =>
    [
        .. base.Endpoints,
        ApiMethod.Get(At, PermissionRequirement.LoggedIn, List, StandardParameters.Node, Parameter.Flag("full")),
        ApiMethod.Of("POST", At, PermissionRequirement.LoggedIn, creation.Create, MachineParameters.Create),
        ApiMethod.Of("PUT", $"{At}/{{vmid}}/config", MayConfigure, changes.Update.UpdateAsync, MachineParameters.Update),
        ApiMethod.Of("POST", $"{At}/{{vmid}}/config", MayConfigure, changes.Update.UpdateAsTaskAsync, MachineParameters.UpdateAsTask),
        ApiMethod.Of(
            "DELETE",
            $"{At}/{{vmid}}",
            OnGuest("VM.Allocate"),
            removal.Remove,
            StandardParameters.Node,
            StandardParameters.Vmid,
            Parameter.Flag("destroy-unreferenced-disks"),
            Parameter.Flag("purge"),
            StandardParameters.SkipLock),
        Put("unlink", OnGuest("VM.Config.Disk"), changes.Update.UnlinkAsync, Parameter.Flag("force"), Parameter.Text("idlist") with { IsRequired = true, Format = Formats.ListOf(Formats.ConfigId) }),
        Put("resize", OnGuest("VM.Config.Disk"), call => ValueTask.FromResult(changes.Disks.Resize(call)), Resize),
        Post("move_disk", "VM.Config.Disk", changes.Disks.MoveAsync, MoveDisk),
        Post("clone", "VM.Clone", changes.Cloning.CloneAsync, CloneMachine),
        Post("template", "VM.Allocate", changes.Template.ConvertAsync, Parameter.OneOf("disk", MachineParameters.DriveNames)),
        Post("migrate", "VM.Migrate", changes.Migration.Migrate, MigrateMachine),
        ApiMethod.Get(
            $"{At}/{{vmid}}/migrate",
            OnGuest("VM.Migrate"),
            new MigrationConditions(State).Show,
            StandardParameters.Node,
            StandardParameters.Vmid,
            Parameter.Text("target") with { Format = Formats.NodeName }),
    ];

    private static Parameter[] Resize =>
    [
        StandardParameters.Digest,
        Parameter.OneOf("disk", MachineParameters.DriveNames) with { IsRequired = true },
        Parameter.Text("size") with { IsRequired = true, Pattern = @"\+?\d+(\.\d+)?[KMGT]?" },
        StandardParameters.SkipLock,
    ];

    private static Parameter[] MoveDisk =>
    [
        RateLimit,
        Parameter.Flag("delete"),
        StandardParameters.Digest,
        Parameter.OneOf("disk", MachineParameters.DriveAndUnusedNames) with { IsRequired = true },
        Format,
        StandardParameters.Storage with { IsRequired = false },
        Parameter.Text("target-digest") with { MaxLength = 40 },
        Parameter.OneOf("target-disk", MachineParameters.DriveAndUnusedNames),
        StandardParameters.OptionalVmid with { Name = "target-vmid" },
    ];

    private static Parameter[] CloneMachine =>
    [
        RateLimit,
        Parameter.Text("description"),
        Format,
        Parameter.Flag("full"),
        Parameter.Text("name") with { Format = Formats.DnsName },
        StandardParameters.Vmid with { Name = "newid" },
        Parameter.Text("pool") with { Format = Formats.PoolId },
        Parameter.Text("snapname") with { Format = Formats.ConfigId, MaxLength = 40 },
        StandardParameters.Storage with { IsRequired = false },
        Parameter.Text("target") with { Format = Formats.NodeName },
    ];

    private static Parameter[] MigrateMachine =>
    [
        RateLimit,
        Parameter.Flag("force"),
        Parameter.Text("migration_network") with { Format = Formats.Cidr },
        Parameter.OneOf("migration_type", "secure", "insecure"),
        Parameter.Flag("online"),
        Parameter.Text("target") with { IsRequired = true, Format = Formats.NodeName },
        Parameter.Text("targetstorage") with { Format = Formats.ListOf(Formats.StoragePair) },
        Parameter.Flag("with-local-disks"),
    ];
}
