using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

internal sealed class MachineEndpoints(ClusterState state, Permissions permissions, GuestView view, MachinePower power, MachineRemoval removal)
    : GuestEndpoints(GuestKind.Qemu, state, permissions, view)
{
    private const string MachineType = @"(pc|pc(-i440fx)?-\d+(\.\d+)+(\+pve\d+)?(\.pxe)?|q35|pc-q35-\d+(\.\d+)+(\+pve\d+)?(\.pxe)?|virt(-\d+(\.\d+)+)?(\+pve\d+)?)";

    private static readonly PropertyString Machine = new(
        Parameter.Text("type") with { IsDefaultKey = true, MaxLength = 40, Pattern = MachineType },
        Parameter.Flag("enable-s3"),
        Parameter.Flag("enable-s4"),
        Parameter.OneOf("viommu", "intel", "virtio"));

    private static readonly Parameter MigratedFrom = Parameter.Text("migratedfrom") with { Format = Formats.NodeName };

    public override IEnumerable<ApiMethod> Endpoints =>
    [
        .. base.Endpoints,
        ApiMethod.Get(At, PermissionRequirement.LoggedIn, List, StandardParameters.Node, Parameter.Flag("full")),
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
        Post(
            "status/start",
            "VM.PowerMgmt",
            power.Start,
            Parameter.Text("force-cpu"),
            Parameter.Text("machine") with { Keys = Machine },
            MigratedFrom,
            Parameter.Text("migration_network") with { Format = Formats.Cidr },
            Parameter.OneOf("migration_type", "secure", "insecure"),
            StandardParameters.SkipLock,
            Parameter.Text("stateuri") with { MaxLength = 128 },
            Parameter.Text("targetstorage") with { Format = Formats.ListOf(Formats.StoragePair) },
            Parameter.Whole("timeout", 0)),
        Post(
            "status/stop",
            "VM.PowerMgmt",
            power.Stop,
            Parameter.Flag("keepActive"),
            MigratedFrom,
            Parameter.Flag("overrule-shutdown"),
            StandardParameters.SkipLock,
            Parameter.Whole("timeout", 0)),
    ];
}
