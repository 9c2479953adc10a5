using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

internal sealed class ContainerEndpoints(
    ClusterState state,
    Permissions permissions,
    GuestView view,
    ContainerCreation creation,
    ContainerUpdate update,
    ContainerPower power,
    ContainerRemoval removal) : GuestEndpoints(GuestKind.Lxc, state, permissions, view)
{
    private static readonly PermissionRequirement MayConfigure = PermissionRequirement.AnyOn(
        "/vms/{vmid}", "VM.Config.Disk", "VM.Config.CPU", "VM.Config.Memory", "VM.Config.Network", "VM.Config.Options");

    public override IEnumerable<ApiMethod> Endpoints =>
    [
        .. base.Endpoints,
        ApiMethod.Get(At, PermissionRequirement.LoggedIn, List, StandardParameters.Node),
        ApiMethod.Of("POST", At, PermissionRequirement.LoggedIn, creation.Create, ContainerParameters.Create),
        ApiMethod.Of("PUT", $"{At}/{{vmid}}/config", MayConfigure, update.Update, ContainerParameters.Update),
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
        Post("status/start", "VM.PowerMgmt", power.Start, Parameter.Flag("debug"), StandardParameters.SkipLock),
        Post("status/stop", "VM.PowerMgmt", power.Stop, Parameter.Flag("overrule-shutdown"), StandardParameters.SkipLock),
        Post("status/shutdown", "VM.PowerMgmt", power.Shutdown, Parameter.Flag("forceStop"), Parameter.Whole("timeout", 0)),
    ];
}
