using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

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
    bool Nesting) : Step, ICreatesGuest
{
    public const string KindName = "create-container";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("container", "created");

    public override string Title =>
        $"Create container {Name} on {Node}: {Count(Cores, "core")}, {Size.OfMiB(MemoryMiB)} memory, {DiskGiB} GiB disk, from {TemplateName}";

    public override GuestReference Target => new(Name, GuestKind.Ct, Node);

    public GuestReference Made => Target;

    public GuestReference? CopiedFrom => null;

    public IReadOnlyList<Field> Expected => [new("cores", Text(Cores)), new("memory", Text(MemoryMiB))];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Target, "VM.Allocate"), Need.OnStorage(Storage, "Datastore.AllocateSpace"), Need.OnBridge(Bridge)];

    public override ApiCall Call(int number, ICallNames names) =>
        new("POST", $"/nodes/{Node}/lxc", Parameters(number, names), new StartedTask(Node, "vzcreate", names.IdOf(Target)));

    public override string Done(ICallNames names) => $"Container {names.IdOf(Target)}";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsHostName(Name)) yield return $"'{Name}' is no host name: letters, digits and hyphens, at most 63.";
        if (!Names.IsTemplateVolume(Template)) yield return $"'{Template}' is no template volume, as in local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst.";
        if (Cores is < 1 or > 8192) yield return $"{Cores} cores: 1 to 8192 are possible.";
        if (MemoryMiB is < 16 or > 16_777_216) yield return $"{MemoryMiB} MiB of memory: 16 to 16777216 are possible.";
        if (DiskGiB is < 1 or > 131_072) yield return $"{DiskGiB} GiB of disk: 1 to 131072 are possible.";
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (!Names.IsBridge(Bridge)) yield return $"'{Bridge}' is no bridge name.";
        if (Address != "dhcp" && !Names.IsIpv4WithPrefix(Address)) yield return $"'{Address}' is no address: dhcp, or an IPv4 address with prefix length, as in 192.168.1.10/24.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        var inventory = cluster.Inventory;
        foreach (var problem in cluster.CheckNode(Node)) yield return problem;
        if (inventory.Nodes.FirstOrDefault(n => n.Name == Node) is not { } node) yield break;
        if (Cores > node.Cores) yield return $"{Node} has {node.Cores} cores, fewer than {Cores}.";
        if (MemoryMiB * 1024L * 1024 > node.MemoryBytes) yield return $"{Node} has {Size.OfMiB((int)(node.MemoryBytes / 1024 / 1024))} of memory, less than {Size.OfMiB(MemoryMiB)}.";
        if (!cluster.HasVolume(Node, Template)) yield return $"{Node} has no template {Template}.";
        if (!cluster.HasBridge(Node, Bridge)) yield return $"{Node} has no bridge {Bridge}.";
        if (!cluster.Storages.Exists(s => s.Node == Node && s.Name == Storage && s.Content.Contains("rootdir")))
            yield return $"{Node} has no storage {Storage} that takes containers.";
        foreach (var problem in cluster.CheckFreeName(Name)) yield return problem;
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.Add(Made);

    private List<KeyValuePair<string, string>> Parameters(int number, ICallNames names)
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("vmid", names.IdOf(Target)),
            new("hostname", Name),
            new("ostemplate", Template),
            new("cores", Text(Cores)),
            new("memory", Text(MemoryMiB)),
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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
