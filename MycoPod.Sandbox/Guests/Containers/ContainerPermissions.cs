using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>Which privilege each option needs, and which options are root's alone (PVE/LXC.pm, check_ct_modify_config_perm).</summary>
internal sealed class ContainerPermissions(Permissions permissions)
{
    public void Demand(Caller caller, long vmid, IReadOnlyDictionary<string, string> options, bool isUnprivileged)
    {
        foreach (var (name, value) in options)
        {
            var option = ContainerParameters.Option(name)?.Name ?? name;
            permissions.Require(caller, $"/vms/{vmid}", Privilege(option));
            if (!caller.IsRootUser)
                DemandNothingOfRoots(option, value, isUnprivileged);
            if (option == "net" && ContainerKeys.Network.Parse(value).TryGetValue("bridge", out var bridge))
                permissions.Require(caller, $"/sdn/zones/localnetwork/{bridge}", "SDN.Use");
        }
    }

    private static string Privilege(string option) => option switch
    {
        "cores" or "cpulimit" or "cpuunits" => "VM.Config.CPU",
        "rootfs" or "mp" or "unused" => "VM.Config.Disk",
        "memory" or "swap" => "VM.Config.Memory",
        "net" or "nameserver" or "searchdomain" or "hostname" => "VM.Config.Network",
        _ => "VM.Config.Options",
    };

    private static void DemandNothingOfRoots(string option, string value, bool isUnprivileged)
    {
        switch (option)
        {
            case "features" when !isUnprivileged:
                throw ApiException.Forbidden("changing feature flags for privileged container is only allowed for root@pam");
            case "features" when ContainerKeys.Features.Parse(value).Keys.Any(flag => flag != "nesting"):
                throw ApiException.Forbidden("changing feature flags (except nesting) is only allowed for root@pam");
            case "dev":
                throw ApiException.Forbidden("configuring device passthrough is only allowed for root@pam");
            case "hookscript":
                throw ApiException.Forbidden("changing the hookscript is only allowed for root@pam");
            case "lock":
                throw ApiException.Forbidden("changing the lock is only allowed for root@pam");
            default:
                return;
        }
    }
}
