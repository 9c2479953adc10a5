using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>POST /nodes/{node}/qemu/{vmid}/status/…</summary>
internal sealed class MachinePowerEndpoints(MachinePower power) : IEndpointGroup
{
    private static readonly Parameter Timeout = Parameter.Whole("timeout", 0);
    private static readonly Parameter KeepActive = Parameter.Flag("keepActive");
    private static readonly Parameter MigratedFrom = Parameter.Text("migratedfrom") with { Format = Formats.NodeName };

    public IEnumerable<ApiMethod> Endpoints =>
    [
        On(
            "start",
            power.Start,
            Parameter.Text("force-cpu"),
            Parameter.Text("machine") with { Keys = MachineKeys.Machine },
            MigratedFrom,
            Parameter.Text("migration_network") with { Format = Formats.Cidr },
            Parameter.OneOf("migration_type", "secure", "insecure"),
            StandardParameters.SkipLock,
            Parameter.Text("stateuri") with { MaxLength = 128 },
            Parameter.Text("targetstorage") with { Format = Formats.ListOf(Formats.StoragePair) },
            Timeout),
        On("stop", power.Stop, KeepActive, MigratedFrom, Parameter.Flag("overrule-shutdown"), StandardParameters.SkipLock, Timeout),
        On("shutdown", power.Shutdown, Parameter.Flag("forceStop"), KeepActive, StandardParameters.SkipLock, Timeout),
        On("reboot", power.Reboot, Timeout),
        On("reset", power.Reset, StandardParameters.SkipLock),
        On(
            "suspend",
            power.Suspend,
            StandardParameters.SkipLock,
            Parameter.Text("statestorage") with { Format = Formats.StorageId, Requires = "todisk" },
            Parameter.Flag("todisk")),
        On("resume", power.Resume, Parameter.Flag("nocheck"), StandardParameters.SkipLock),
    ];

    private static ApiMethod On(string verb, Func<ApiCall, ApiAnswer> handler, params Parameter[] parameters) => ApiMethod.Of(
        "POST",
        $"/nodes/{{node}}/qemu/{{vmid}}/status/{verb}",
        PermissionRequirement.On("/vms/{vmid}", "VM.PowerMgmt"),
        handler,
        [StandardParameters.Node, StandardParameters.Vmid, .. parameters]);
}
