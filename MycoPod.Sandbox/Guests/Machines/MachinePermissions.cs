using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>Which privilege each option of a machine needs, and which are root's alone (PVE/API2/Qemu.pm, check_vm_modify_config_perm).</summary>
internal sealed class MachinePermissions(Permissions permissions)
{
    private static readonly Dictionary<string, string[]> Groups = new(StringComparer.Ordinal)
    {
        ["VM.Config.CPU"] = ["cores", "cpu", "cpulimit", "cpuunits", "numa", "smp", "sockets", "vcpus"],
        ["VM.Config.Memory"] = ["balloon", "memory", "shares"],
        ["VM.Config.Network"] = ["net"],
        ["VM.PowerMgmt"] = ["freeze"],
        ["VM.Config.Disk"] = ["boot", "bootdisk", "efidisk0", "tpmstate0", "unused", "vmstatestorage", "ide", "sata", "scsi", "virtio"],
        ["VM.Config.CDROM"] = ["cdrom"],
        ["VM.Config.HWType"] =
        [
            "acpi", "audio0", "hotplug", "hostpci", "kvm", "machine", "numa", "rng0", "scsihw", "serial", "smbios1", "tablet", "usb", "vga", "virtiofs", "watchdog",
        ],
    };

    private static readonly HashSet<string> RootOnly = new(
        ["affinity", "amd-sev", "arch", "args", "hookscript", "hugepages", "ivshmem", "keephugepages", "lock", "parallel", "spice_enhancements", "vmgenid"],
        StringComparer.Ordinal);

    public void Demand(Caller caller, long vmid, IReadOnlyDictionary<string, string> options)
    {
        foreach (var (name, value) in options)
        {
            var option = MachineOptions.Find(name)?.Name ?? name;
            DemandOption(caller, vmid, name, option, value);
            if (option == "net" && MachineKeys.Network.Parse(value) is var keys && keys.TryGetValue("bridge", out var bridge))
                permissions.Require(caller, $"/sdn/zones/localnetwork/{bridge}" + (keys.TryGetValue("tag", out var tag) ? $"/{tag}" : ""), "SDN.Use");
        }
    }

    private void DemandOption(Caller caller, long vmid, string name, string option, string value)
    {
        var path = $"/vms/{vmid}";
        if (RootOnly.Contains(option) && !caller.IsRootUser)
            throw ApiException.Failure($"only root can set '{name}' config");
        if (IsRealDevice(option, value) && !caller.IsRootUser)
            throw ApiException.Failure($"only root can set '{name}' config for {(option == "serial" ? "real" : option == "usb" ? "real" : "non-mapped")} devices");
        if (CloudInitOptions.Contains(name))
            permissions.RequireAny(caller, path, "VM.Config.Cloudinit", "VM.Config.Network");
        else if (MachineOptions.IsDrive(name) && GuestVolumes.IsCdrom(value))
            permissions.Require(caller, path, "VM.Config.CDROM");
        else
            permissions.Require(caller, path, Groups.FirstOrDefault(group => group.Value.Contains(option, StringComparer.Ordinal)).Key ?? "VM.Config.Options");
    }

    /// <summary>A piece of the host's hardware, not a mapping that an administrator made for guests.</summary>
    private static bool IsRealDevice(string option, string value) => option switch
    {
        "serial" => value.StartsWith('/'),
        "usb" => !value.Contains("mapping=", StringComparison.Ordinal) && !value.Contains("spice", StringComparison.OrdinalIgnoreCase),
        "hostpci" => !value.Contains("mapping=", StringComparison.Ordinal),
        _ => false,
    };
}
