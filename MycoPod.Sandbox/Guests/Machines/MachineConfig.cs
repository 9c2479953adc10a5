using System.Security.Cryptography;
using System.Text;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>How the server rewrites a machine's option values before it writes them down, and what it adds by itself.</summary>
internal static class MachineConfig
{
    /// <summary>Applied to a running machine at once, whatever its hotplug option says.</summary>
    private static readonly HashSet<string> Live = new(
        ["balloon", "cpulimit", "cpuunits", "description", "hookscript", "hotplug", "lock", "name", "onboot", "protection", "shares", "startup", "tags", "vmstatestorage", "unused"],
        StringComparer.Ordinal);

    private static readonly string[] Buses = ["ide", "scsi", "virtio", "sata"];

    public static string Normalize(string name, string value) => MachineOptions.Find(name)?.Name switch
    {
        "tags" => string.Join(';', ParameterValues.Split(value).Select(tag => tag.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        "net" => Network(value),
        "cipassword" => Hash(value),
        "memory" => MachineKeys.Memory.Parse(value)["current"],
        _ => value,
    };

    /// <summary>Clones and new machines get hardware addresses of their own.</summary>
    public static string WithNewAddress(string network)
    {
        var keys = MachineKeys.Network.Parse(network);
        keys["macaddr"] = RandomAddress();
        return MachineKeys.Network.Print(keys);
    }

    public static void AddIdentity(SortedDictionary<string, string> config, DateTimeOffset now)
    {
        config.TryAdd("boot", BootOrder(config));
        config.TryAdd("smbios1", $"uuid={Auth.AccountSeed.Secret()}");
        config.TryAdd("vmgenid", Auth.AccountSeed.Secret());
        config["meta"] = $"creation-qemu=9.2.0,ctime={now.ToUnixTimeSeconds()}";
    }

    /// <summary>Which changes a running machine takes at once (PVE/QemuServer.pm, vmconfig_hotplug_pending).</summary>
    public static bool IsLive(Guest guest, string name)
    {
        var option = MachineOptions.Find(name)?.Name ?? name;
        if (!guest.IsRunning || Live.Contains(option) || CloudInitOptions.Contains(name))
            return true;
        var hotplug = guest.Config.GetValueOrDefault("hotplug") is { } text && text != "1" ? text : "network,disk,usb";
        return option switch
        {
            "net" => hotplug.Contains("network", StringComparison.Ordinal),
            "scsi" or "virtio" => hotplug.Contains("disk", StringComparison.Ordinal),
            "ide" or "sata" => GuestVolumes.IsCdrom(guest.Pending.GetValueOrDefault(name) ?? guest.Config.GetValueOrDefault(name) ?? ""),
            "memory" => hotplug.Contains("memory", StringComparison.Ordinal),
            "vcpus" => hotplug.Contains("cpu", StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>The first disk, the first drive with a medium, the first network card.</summary>
    private static string BootOrder(SortedDictionary<string, string> config)
    {
        var drives = Buses.SelectMany(bus => config.Where(entry => MachineOptions.Find(entry.Key)?.Name == bus)).ToArray();
        var disk = drives.FirstOrDefault(drive => !GuestVolumes.IsCdrom(drive.Value)).Key;
        var cdrom = drives.FirstOrDefault(drive => GuestVolumes.IsCdrom(drive.Value) && !GuestVolumes.IsCloudInit(drive.Value)).Key;
        var network = config.Keys.FirstOrDefault(name => MachineOptions.Find(name)?.Name == "net");
        var order = string.Join(';', new[] { disk, cdrom, network }.OfType<string>());
        return order.Length == 0 ? " " : $"order={order}";
    }

    private static string Network(string value)
    {
        var keys = MachineKeys.Network.Parse(value);
        keys["macaddr"] = keys.TryGetValue("macaddr", out var address) ? address.ToUpperInvariant() : RandomAddress();
        return MachineKeys.Network.Print(keys);
    }

    private static string RandomAddress()
    {
        var tail = RandomNumberGenerator.GetBytes(3);
        return $"BC:24:11:{tail[0]:X2}:{tail[1]:X2}:{tail[2]:X2}";
    }

    /// <summary>The server keeps a crypt hash; what was said cannot be read back.</summary>
    private static string Hash(string password) => "$5$" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)))[..43];
}
