using System.Globalization;
using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Fields;

/// <summary>
/// A setting of a guest that a plan may change by itself. Disks, locks and templates have steps of their own; what only
/// root@pam may set (facts, annex D) is not here.
/// </summary>
/// <param name="Says">A value as people read it.</param>
public sealed record GuestSetting(string Noun, FieldShape Shape, Func<string, string> Says)
{
    private static readonly (Regex Name, GuestKind? Kind, GuestSetting Setting)[] Known =
    [
        Of("cores", null, "cores"),
        Of("sockets", GuestKind.Vm, "sockets"),
        Of("vcpus", GuestKind.Vm, "virtual CPUs"),
        Of("cpu", GuestKind.Vm, "CPU type"),
        Of("cpulimit", null, "CPU limit"),
        Of("cpuunits", null, "CPU weight"),
        Of("memory", null, "memory", says: Memory),
        Of("balloon", GuestKind.Vm, "least memory", says: Memory),
        Of("swap", GuestKind.Ct, "swap", says: Memory),
        Of("name", GuestKind.Vm, "name"),
        Of("hostname", GuestKind.Ct, "name"),
        Of("description", null, "notes"),
        Of("tags", null, "tags", FieldShape.Set),
        Of("onboot", null, "start at boot", FieldShape.Flag, Flag),
        Of("protection", null, "protection", FieldShape.Flag, Flag),
        Of("startup", null, "start order", FieldShape.Properties),
        Of("net[0-9]{1,2}", null, "network card", FieldShape.Properties),
        Of("nameserver", null, "DNS servers", FieldShape.Set),
        Of("searchdomain", null, "search domain"),
        Of("features", GuestKind.Ct, "features", FieldShape.Properties),
        Of("boot", GuestKind.Vm, "boot order", FieldShape.Properties),
        Of("agent", GuestKind.Vm, "guest agent", FieldShape.Properties),
        Of("ostype", GuestKind.Vm, "system type"),
        Of("bios", GuestKind.Vm, "firmware"),
        Of("machine", GuestKind.Vm, "machine type"),
        Of("vga", GuestKind.Vm, "display", FieldShape.Properties),
        Of("serial[0-3]", GuestKind.Vm, "serial port"),
        Of("ciuser", GuestKind.Vm, "cloud-init user"),
        Of("sshkeys", GuestKind.Vm, "SSH keys"),
        Of("ipconfig[0-9]{1,2}", GuestKind.Vm, "cloud-init address", FieldShape.Properties),
        Of("ide[0-3]", GuestKind.Vm, "CD drive", FieldShape.Properties),
    ];

    /// <returns>Null where a plan does not change it.</returns>
    public static GuestSetting? Find(GuestKind kind, string name) =>
        Array.Find(Known, k => (k.Kind ?? kind) == kind && k.Name.IsMatch(name)).Setting;

    private static (Regex, GuestKind?, GuestSetting) Of(string name, GuestKind? kind, string noun, FieldShape shape = FieldShape.Text, Func<string, string>? says = null) =>
        (new($@"\A{name}\z", RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)), kind, new(noun, shape, says ?? (value => value)));

    private static string Memory(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var mib) ? Size.OfMiB(mib) : value;

    private static string Flag(string value) => value == "1" ? "yes" : "no";
}
