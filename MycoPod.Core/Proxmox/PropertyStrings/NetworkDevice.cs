namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>A network card of a VM, <c>net0</c>: <c>virtio=BC:24:11:2C:34:56,bridge=vmbr0,firewall=1</c>.</summary>
public sealed record NetworkDevice : PropertyValue
{
    /// <summary>Models are keys of their own where the hardware address is their value (qemu-server, QemuServer.pm).</summary>
    private static readonly HashSet<string> Models = new(StringComparer.Ordinal)
    {
        "e1000", "e1000-82540em", "e1000-82544gc", "e1000-82545em", "e1000e", "i82551", "i82557b", "i82559er", "ne2k_isa", "ne2k_pci", "pcnet", "rtl8139", "virtio", "vmxnet3",
    };

    public NetworkDevice(string text)
        : base(text, "model")
    {
    }

    private string? ModelKey => Text.Keys.FirstOrDefault(Models.Contains);

    /// <summary>As in <c>virtio</c>.</summary>
    public string? Model
    {
        get => ModelKey ?? Get("model");
        init
        {
            if (ModelKey is { } key && value is not null) Text = Text.Replace(key, value, Text[key] ?? "");
            else Set("model", value);
        }
    }

    /// <summary>Drawn at random by the cluster where it is not given, so it is carried over when a card is changed.</summary>
    public string? MacAddress
    {
        get => ModelKey is { } key ? Text[key] : Get("macaddr");
        init
        {
            if (ModelKey is { } key) Text = value is null ? Text.Replace(key, "model", key) : Text.Replace(key, key, value);
            else Set("macaddr", value);
        }
    }

    public string? Bridge
    {
        get => Get("bridge");
        init => Set("bridge", value);
    }

    /// <summary>1 to 4094.</summary>
    public int? VlanTag
    {
        get => GetNumber("tag");
        init => SetNumber("tag", value);
    }

    public bool? Firewall
    {
        get => GetFlag("firewall");
        init => SetFlag("firewall", value);
    }

    /// <summary>As if the cable were unplugged.</summary>
    public bool? IsLinkDown
    {
        get => GetFlag("link_down");
        init => SetFlag("link_down", value);
    }

    /// <summary>1 takes the bridge's.</summary>
    public int? Mtu
    {
        get => GetNumber("mtu");
        init => SetNumber("mtu", value);
    }

    public int? Queues
    {
        get => GetNumber("queues");
        init => SetNumber("queues", value);
    }
}
