using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>POST /nodes/{node}/lxc/{vmid}/status/…</summary>
internal sealed class ContainerPowerEndpoints(ContainerPower power) : IEndpointGroup
{
    private static readonly Parameter Timeout = Parameter.Whole("timeout", 0);

    public IEnumerable<ApiMethod> Endpoints =>
    [
        On("start", power.Start, Parameter.Flag("debug"), StandardParameters.SkipLock),
        On("stop", power.Stop, Parameter.Flag("overrule-shutdown"), StandardParameters.SkipLock),
        On("shutdown", power.Shutdown, Parameter.Flag("forceStop"), Timeout),
        On("reboot", power.Reboot, Timeout),
        On("suspend", power.Suspend),
        On("resume", power.Resume),
    ];

    private static ApiMethod On(string verb, Func<ApiCall, ApiAnswer> handler, params Parameter[] parameters) => ApiMethod.Of(
        "POST",
        $"/nodes/{{node}}/lxc/{{vmid}}/status/{verb}",
        PermissionRequirement.On("/vms/{vmid}", "VM.PowerMgmt"),
        handler,
        [StandardParameters.Node, StandardParameters.Vmid, .. parameters]);
}
