using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>The methods of containers, power and snapshots apart.</summary>
internal sealed class ContainerEndpoints(
    ClusterState state,
    Permissions permissions,
    GuestView view,
    ContainerCreation creation,
    ContainerChangeMethods changes,
    ContainerRemoval removal) : GuestEndpoints(GuestKind.Lxc, state, permissions, view)
{
    private static readonly PermissionRequirement MayConfigure = PermissionRequirement.AnyOn(
        "/vms/{vmid}", "VM.Config.Disk", "VM.Config.CPU", "VM.Config.Memory", "VM.Config.Network", "VM.Config.Options");

    private static readonly Parameter RateLimit = Parameter.Number("bwlimit", 0);
    private static readonly string[] Mounts = ["rootfs", .. Enumerable.Range(0, 256).Select(number => $"mp{number}")];
    private static readonly string[] MountsAndUnused = [.. Mounts, .. Enumerable.Range(0, 256).Select(number => $"unused{number}")];

    public override IEnumerable<ApiMethod> Endpoints =>
    [
        .. base.Endpoints,
        ApiMethod.Get(At, PermissionRequirement.LoggedIn, List, StandardParameters.Node),
        ApiMethod.Of("POST", At, PermissionRequirement.LoggedIn, creation.Create, ContainerParameters.Create),
        ApiMethod.Of("PUT", $"{At}/{{vmid}}/config", MayConfigure, changes.Update.UpdateAsync, ContainerParameters.Update),
        ApiMethod.Of(
            "DELETE",
            $"{At}/{{vmid}}",
            OnGuest("VM.Allocate"),
            removal.Remove,
            StandardParameters.Node,
            StandardParameters.Vmid,
            Parameter.Flag("destroy-unreferenced-disks"),
            Parameter.Flag("force"),
            Parameter.Flag("purge")),
        ApiMethod.Get($"{At}/{{vmid}}/interfaces", OnGuest("VM.Audit"), Interfaces, StandardParameters.Node, StandardParameters.Vmid),
        Put(
            "resize",
            PermissionRequirement.AnyOn("/vms/{vmid}", "VM.Config.Disk"),
            call => ValueTask.FromResult(changes.Disks.Resize(call)),
            StandardParameters.Digest,
            Parameter.OneOf("disk", Mounts) with { IsRequired = true },
            Parameter.Text("size") with { IsRequired = true, Pattern = @"\+?\d+(\.\d+)?[KMGT]?" }),
        Post("move_volume", "VM.Config.Disk", changes.Disks.MoveAsync, MoveVolume),
        Post("clone", "VM.Clone", changes.Cloning.CloneAsync, CloneContainer),
        Post("template", "VM.Allocate", changes.Template.ConvertAsync),
        Post("migrate", "VM.Migrate", changes.Migration.Migrate, MigrateContainer),
    ];

    private static Parameter[] MoveVolume =>
    [
        RateLimit,
        Parameter.Flag("delete"),
        StandardParameters.Digest,
        StandardParameters.Storage with { IsRequired = false },
        Parameter.Text("target-digest") with { MaxLength = 40 },
        StandardParameters.OptionalVmid with { Name = "target-vmid" },
        Parameter.OneOf("target-volume", MountsAndUnused),
        Parameter.OneOf("volume", MountsAndUnused) with { IsRequired = true },
    ];

    private static Parameter[] CloneContainer =>
    [
        RateLimit,
        Parameter.Text("description"),
        Parameter.Flag("full"),
        Parameter.Text("hostname") with { Format = Formats.DnsName },
        StandardParameters.Vmid with { Name = "newid" },
        Parameter.Text("pool") with { Format = Formats.PoolId },
        Parameter.Text("snapname") with { Format = Formats.ConfigId, MaxLength = 40 },
        StandardParameters.Storage with { IsRequired = false },
        Parameter.Text("target") with { Format = Formats.NodeName },
    ];

    private static Parameter[] MigrateContainer =>
    [
        RateLimit,
        Parameter.Flag("online"),
        Parameter.Flag("restart"),
        Parameter.Text("target") with { IsRequired = true, Format = Formats.NodeName },
        Parameter.Text("target-storage") with { Format = Formats.ListOf(Formats.StoragePair) },
        Parameter.Whole("timeout"),
    ];

    /// <summary>Only a running container has interfaces; of another there is nothing to tell.</summary>
    private ApiAnswer Interfaces(ApiCall call) => State.Read(cluster =>
    {
        var guest = cluster.Require(call.Node, GuestKind.Lxc, call.Vmid);
        return guest.IsRunning ? ApiAnswer.List(GuestNetwork.OfContainer(guest).ToArray()) : ApiAnswer.Nothing;
    });
}
