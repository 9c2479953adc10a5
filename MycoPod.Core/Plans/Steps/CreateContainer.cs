using System.Globalization;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps;

/// <summary>Makes a container from a template. It is not started by this step.</summary>
/// <param name="Template">Volume id of the template.</param>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="DiskGiB">Size of the root file system in GiB.</param>
/// <param name="Storage">Where the root file system goes.</param>
/// <param name="Address"><c>dhcp</c>, or an IPv4 address with prefix length.</param>
/// <param name="Nesting">Lets systemd of current distributions work inside (feature <c>nesting=1</c>).</param>
public sealed record CreateContainer(
    string Name,
    NodeName Node,
    string Template,
    int Cores,
    int MemoryMiB,
    int DiskGiB,
    string Storage,
    string Bridge,
    string Address,
    bool Unprivileged,
    bool Nesting) : Step
{
    public const string KindName = "create-container";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override string Title =>
        $"Create container {Name} on {Node}: {Count(Cores, "core")}, {Size.OfMiB(MemoryMiB)} memory, {DiskGiB} GiB disk, from {TemplateName}";

    public override GuestReference Target => new(Name, GuestKind.Ct, Node);

    public override ApiCall Call(int number, ICallNames names) => new("POST", $"/nodes/{Node}/lxc", Parameters(number, names));

    private List<KeyValuePair<string, string>> Parameters(int number, ICallNames names)
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("vmid", names.IdOf(Target)),
            new("hostname", Name),
            new("ostemplate", Template),
            new("cores", Cores.ToString(CultureInfo.InvariantCulture)),
            new("memory", MemoryMiB.ToString(CultureInfo.InvariantCulture)),
            new("rootfs", $"{Storage}:{DiskGiB}"),
            new("net0", $"name=eth0,bridge={Bridge},ip={Address}"),
            new("unprivileged", Unprivileged ? "1" : "0"),
        ];
        if (Nesting) parameters.Add(new("features", "nesting=1"));
        parameters.Add(new("tags", "mycopod"));
        parameters.Add(new("description", names.MarkerOf(number)));
        return parameters;
    }

    private string TemplateName
    {
        get
        {
            var file = Template[(Template.LastIndexOf('/') + 1)..];
            var end = file.IndexOf('_', StringComparison.Ordinal);
            return end < 0 ? file : file[..end];
        }
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
