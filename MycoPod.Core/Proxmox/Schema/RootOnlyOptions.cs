using MycoPod.Core.Proxmox.PropertyStrings;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>Options that only root@pam itself may use, of which the schema says nothing (facts, annex D).</summary>
internal static class RootOnlyOptions
{
    private const string Refusal = "is for root@pam itself only, logged in with a password; an API token of root@pam is not enough.";

    private static readonly HashSet<string> OfMachines = new(StringComparer.Ordinal)
    {
        "args", "affinity", "arch", "amd-sev", "hookscript", "hugepages", "keephugepages", "ivshmem", "lock", "parallel", "spice_enhancements", "vmgenid",
    };

    private static readonly HashSet<string> OfContainers = new(StringComparer.Ordinal) { "dev", "hookscript" };

    private static readonly HashSet<string> OfBackups = new(StringComparer.Ordinal) { "tmpdir", "dumpdir", "script" };

    public static IEnumerable<SchemaProblem> Check(SchemaMethod method, IReadOnlyList<KeyValuePair<string, string>> given)
    {
        if (method.Method == "GET") return [];
        var isNewAndPrivileged = method is { Method: "POST", Path: "/nodes/{node}/lxc" } && !given.Any(p => p is { Key: "unprivileged", Value: "1" });
        return given.Where(p => IsRootOnly(method.Path, p, isNewAndPrivileged)).Select(p => new SchemaProblem(p.Key, Refusal));
    }

    private static bool IsRootOnly(string path, KeyValuePair<string, string> parameter, bool isNewAndPrivileged)
    {
        if (parameter is { Key: "skiplock", Value: "1" }) return true;
        var stem = IndexedName.Stem(parameter.Key);
        if (path is "/nodes/{node}/vzdump") return OfBackups.Contains(stem);
        if (IsConfig(path, "qemu")) return IsOfMachine(stem, parameter.Value) || Deletes(OfMachines, parameter);
        return IsConfig(path, "lxc") && (IsOfContainer(stem, parameter.Value, isNewAndPrivileged) || Deletes(OfContainers, parameter));
    }

    /// <summary>Only where a configuration is written do these names mean options.</summary>
    private static bool IsConfig(string path, string kind) => path == $"/nodes/{{node}}/{kind}" || path == $"/nodes/{{node}}/{kind}/{{vmid}}/config";

    private static bool IsOfMachine(string stem, string value) => stem switch
    {
        "hostpci" => PropertyString.Parse(value, "host")["mapping"] is null,
        "usb" => PropertyString.Parse(value, "host") is var usb && usb["mapping"] is null && !string.Equals(usb["host"], "spice", StringComparison.OrdinalIgnoreCase),
        "serial" => value != "socket",
        "ide" or "sata" or "scsi" or "virtio" or "efidisk" or "tpmstate" =>
            PropertyString.Parse(value, "file") is var drive && (IsPath(drive["file"]) || IsPath(drive["import-from"])),
        _ => OfMachines.Contains(stem),
    };

    private static bool IsOfContainer(string stem, string value, bool isNewAndPrivileged) => stem switch
    {
        "mp" or "rootfs" => IsPath(PropertyString.Parse(value, "volume")["volume"]),
        "features" => isNewAndPrivileged || PropertyString.Parse(value).Keys.Any(k => k != "nesting"),
        _ => OfContainers.Contains(stem),
    };

    private static bool IsPath(string? value) => value?.StartsWith('/') == true;

    private static bool Deletes(HashSet<string> options, KeyValuePair<string, string> parameter) =>
        parameter.Key == "delete" && parameter.Value.Split(',', ';', ' ').Any(name => options.Contains(IndexedName.Stem(name)));
}
