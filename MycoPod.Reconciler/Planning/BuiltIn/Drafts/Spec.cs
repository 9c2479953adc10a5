namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>What is said of a guest, in the API's units; null where nothing is.</summary>
internal sealed class Spec
{
    public int? Cores { get; set; }

    public int? Sockets { get; set; }

    public int? MemoryMiB { get; set; }

    public int? SwapMiB { get; set; }

    /// <summary>The most it may use, in cores.</summary>
    public decimal? CpuLimit { get; set; }

    /// <summary>Its weight against others.</summary>
    public int? CpuUnits { get; set; }

    public string? Display { get; set; }

    public int? BalloonMiB { get; set; }

    public int? DiskGiB { get; set; }

    public string? Bus { get; set; }

    public List<(int GiB, string? Storage)> MoreDisks { get; } = [];

    public List<(int GiB, string Path)> Mounts { get; } = [];

    public string? Storage { get; set; }

    public string? Node { get; set; }

    public string? Bridge { get; set; }

    /// <summary>Cards by name, as in net1, with their bridge.</summary>
    public SortedDictionary<string, string> Cards { get; } = new(StringComparer.Ordinal);

    /// <summary>Of the further cards.</summary>
    public SortedDictionary<string, int> CardVlans { get; } = new(StringComparer.Ordinal);

    public int? Vlan { get; set; }

    /// <summary><c>dhcp</c>, or an address with prefix length.</summary>
    public string? Address { get; set; }

    /// <summary>Whether the address is said to be a static one, be it named or not.</summary>
    public bool? IsAddressStatic { get; set; }

    public string? Gateway { get; set; }

    public string? Address6 { get; set; }

    public string? Gateway6 { get; set; }

    public string? Dns { get; set; }

    public string? SearchDomain { get; set; }

    public int? Mtu { get; set; }

    public string? Mac { get; set; }

    public int? RateMBs { get; set; }

    public bool? Firewall { get; set; }

    /// <summary>As in "debian" or "debian 12".</summary>
    public string? System { get; set; }

    public bool? StartAtBoot { get; set; }

    /// <summary>Whether it boots from the network where its disk holds nothing.</summary>
    public bool IsNetBooted { get; set; }

    public bool? Protected { get; set; }

    public bool? Agent { get; set; }

    public bool? Numa { get; set; }

    public bool? Unprivileged { get; set; }

    public bool? Nesting { get; set; }

    public bool? KeyControl { get; set; }

    public bool? Fuse { get; set; }

    public bool Uefi { get; set; }

    public bool? SecureBoot { get; set; }

    public bool Tpm { get; set; }

    public string? Machine { get; set; }

    public string? CpuType { get; set; }

    public string? ScsiController { get; set; }

    public bool? Discard { get; set; }

    public bool? Ssd { get; set; }

    public int? StartOrder { get; set; }

    /// <summary>Seconds until the next one starts.</summary>
    public int? StartDelay { get; set; }

    public List<string> Tags { get; } = [];

    /// <summary>What the tags are to be as a whole.</summary>
    public IReadOnlyList<string>? AllTags { get; set; }

    public string? Pool { get; set; }

    public string? User { get; set; }

    public string? SshKeys { get; set; }

    public string? Notes { get; set; }

    public string? NewName { get; set; }

    public string? Hotplug { get; set; }

    /// <summary>A copy for one of several guests that are said to be alike.</summary>
    public Spec Copy()
    {
        var copy = (Spec)MemberwiseClone();
        return copy;
    }

    /// <summary>What both say and differ in, or null.</summary>
    public string? Conflict(Spec other)
    {
        if (Cores is { } cores && other.Cores is { } otherCores && cores != otherCores) return $"{cores} and {otherCores} cores";
        if (MemoryMiB is { } memory && other.MemoryMiB is { } otherMemory && memory != otherMemory) return $"{memory} and {otherMemory} MiB of memory";
        if (DiskGiB is { } disk && other.DiskGiB is { } otherDisk && disk != otherDisk) return $"{disk} and {otherDisk} GiB of disk";
        return Address is { } address && other.Address is { } otherAddress && address != otherAddress ? $"{address} and {otherAddress}" : null;
    }

    /// <summary>Takes over what another says and this does not.</summary>
    public void Complete(Spec other)
    {
        foreach (var property in typeof(Spec).GetProperties().Where(p => p.CanWrite && p.GetValue(this) is null)) property.SetValue(this, property.GetValue(other));
    }
}
