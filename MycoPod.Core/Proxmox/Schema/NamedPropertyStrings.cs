namespace MycoPod.Core.Proxmox.Schema;

/// <summary>
/// The keys of property strings that the schema only names, as the Perl code of Proxmox VE 8.4 declares them (qemu-server,
/// pve-guest-common, pve-storage). A format that is not here is left to the server.
/// </summary>
internal static class NamedPropertyStrings
{
    private const string CpuList = @"\d+(-\d+)?(;\d+(-\d+)?)*";
    private const string PciId = "0x[0-9a-fA-F]{4}";
    private const string PciAddress = @"(?:[a-f0-9]{4,}:)?[a-f0-9]{2}:[a-f0-9]{2}(?:\.[a-f0-9])?";
    private const string Base64 = @"[A-Za-z0-9+\/]+={0,2}";

    private static readonly Dictionary<string, IReadOnlyDictionary<string, SchemaParameter>> Formats = new(StringComparer.Ordinal)
    {
        ["backup-fleecing"] = Keys(Flag("enabled") with { IsDefaultKey = true }, Format("storage", "pve-storage-id")),
        ["backup-performance"] = Keys(Whole("max-workers", 1) with { Maximum = 256 }, Whole("pbs-entries-max", 1)),
        ["bwlimit"] = Keys(Number("clone", 0), Number("default", 0), Number("migration", 0), Number("move", 0), Number("restore", 0)),
        ["prune-backups"] = Keys(
            Flag("keep-all"), Whole("keep-daily", 0), Whole("keep-hourly", 0), Whole("keep-last", 0), Whole("keep-monthly", 0), Whole("keep-weekly", 0), Whole("keep-yearly", 0)),
        ["pve-qemu-sev-fmt"] = Keys(
            OneOf("type", "std", "es", "snp") with { IsDefaultKey = true, IsOptional = false }, Flag("allow-smt"), Flag("kernel-hashes"), Flag("no-debug"), Flag("no-key-sharing")),
        ["pve-qm-boot"] = Keys(Like("legacy", "[acdn]{1,4}") with { IsDefaultKey = true }, Format("order", "pve-qm-bootdev-list")),
        ["pve-qm-cicustom"] = Keys(Format("meta", "pve-volume-id"), Format("network", "pve-volume-id"), Format("user", "pve-volume-id"), Format("vendor", "pve-volume-id")),
        ["pve-qm-hostpci"] = Keys(
            Like("host", $"{PciAddress}(;{PciAddress})*") with { IsDefaultKey = true },
            Like("device-id", PciId),
            Flag("legacy-igd"),
            Format("mapping", "pve-configid"),
            Like("mdev", @"[^/\.:]+"),
            Flag("pcie"),
            Flag("rombar"),
            Like("romfile", "[^,;]+"),
            Like("sub-device-id", PciId),
            Like("sub-vendor-id", PciId),
            Like("vendor-id", PciId),
            Flag("x-vga")),
        ["pve-qm-ipconfig"] = Keys(
            Format("ip", "pve-ipv4-config"),
            Format("gw", "ipv4") with { Requires = "ip" },
            Format("ip6", "pve-ipv6-config"),
            Format("gw6", "ipv6") with { Requires = "ip6" }),
        ["pve-qm-numanode"] = Keys(
            Like("cpus", CpuList) with { IsOptional = false }, Like("hostnodes", CpuList), Number("memory", 0), OneOf("policy", "preferred", "bind", "interleave")),
        ["pve-qm-rng"] = Keys(
            OneOf("source", "/dev/urandom", "/dev/random", "/dev/hwrng") with { IsDefaultKey = true, IsOptional = false }, Whole("max_bytes"), Whole("period")),
        ["pve-qm-smbios1"] = Keys(
            Flag("base64"),
            Like("family", Base64),
            Like("manufacturer", Base64),
            Like("product", Base64),
            Like("serial", Base64),
            Like("sku", Base64),
            Like("uuid", "[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}"),
            Like("version", Base64)),
        ["pve-qm-watchdog"] = Keys(
            OneOf("model", "i6300esb", "ib700") with { IsDefaultKey = true }, OneOf("action", "reset", "shutdown", "poweroff", "pause", "debug", "none")),
        ["pve-sdn-dhcp-range"] = Keys(Format("start-address", "ip") with { IsOptional = false }, Format("end-address", "ip") with { IsOptional = false }),
        ["pve-startup-order"] = Keys(Like("order", @"\d+") with { IsDefaultKey = true }, Like("up", @"\d+"), Like("down", @"\d+")),
        ["pve-vm-cpu-conf"] = Keys(
            new SchemaParameter("cputype") { IsDefaultKey = true, IsOptional = true },
            Like("flags", @"[+-][a-zA-Z0-9\-_\.]+(;[+-][a-zA-Z0-9\-_\.]+)*"),
            Flag("hidden"),
            Like("hv-vendor-id", "[a-zA-Z0-9]{1,12}"),
            Format("phys-bits", "pve-phys-bits"),
            new SchemaParameter("reported-model") { IsOptional = true }),
        ["realm-sync-options"] = Keys(
            Flag("enable-new"), Flag("full"), Flag("purge"), Like("remove-vanished", "(?:(?:(?:acl|properties|entry);)*(?:acl|properties|entry))|none"), OneOf("scope", "users", "groups", "both")),
    };

    public static IReadOnlyDictionary<string, SchemaParameter>? Find(string format) => Formats.GetValueOrDefault(format);

    private static Dictionary<string, SchemaParameter> Keys(params IEnumerable<SchemaParameter> keys) => keys.ToDictionary(k => k.Name, StringComparer.Ordinal);

    private static SchemaParameter Flag(string name) => new(name, ValueKind.Boolean) { IsOptional = true };

    private static SchemaParameter Whole(string name, int? minimum = null) => new(name, ValueKind.Integer) { IsOptional = true, Minimum = minimum };

    private static SchemaParameter Number(string name, int minimum) => new(name, ValueKind.Number) { IsOptional = true, Minimum = minimum };

    private static SchemaParameter Like(string name, string pattern) => new(name) { IsOptional = true, Pattern = pattern };

    private static SchemaParameter Format(string name, string format) => new(name) { IsOptional = true, Format = format };

    private static SchemaParameter OneOf(string name, params IReadOnlyList<string> choices) => new(name) { IsOptional = true, Choices = choices };
}
