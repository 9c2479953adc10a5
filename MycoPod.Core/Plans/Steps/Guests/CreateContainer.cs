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
/// <param name="Bridge">Of the first network card, <c>net0</c>.</param>
/// <param name="Address">Of the first network card: <c>dhcp</c>, or an IPv4 address with prefix length.</param>
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

    public Vmid? Vmid { get; init; }

    public int? SwapMiB { get; init; }

    /// <summary>Of the first network card.</summary>
    public string? Gateway { get; init; }

    /// <summary>Of the first network card: <c>auto</c>, <c>dhcp</c>, or an IPv6 address with prefix length.</summary>
    public string? AddressV6 { get; init; }

    public string? GatewayV6 { get; init; }

    public CardOptions? Card { get; init; }

    /// <summary><c>net1</c> and on.</summary>
    public IReadOnlyList<NetworkCard>? MoreCards { get; init; }

    /// <summary>DNS servers separated by spaces; null for the node's.</summary>
    public string? Dns { get; init; }

    public string? SearchDomain { get; init; }

    /// <summary>Public keys for root, one a line.</summary>
    public string? SshKeys { get; init; }

    public ContainerFeatures? Features { get; init; }

    /// <summary><c>mp0</c> and on.</summary>
    public IReadOnlyList<MountedVolume>? Mounts { get; init; }

    /// <summary>As in Europe/Vienna, or host for the node's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>As the API has it, where the template does not tell: debian, alpine …</summary>
    public string? OsType { get; init; }

    public bool? StartAtBoot { get; init; }

    public StartOrder? StartOrder { get; init; }

    /// <summary>Whether it can be deleted only after that was taken back.</summary>
    public bool? Protected { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Pool { get; init; }

    /// <summary>Text of the description, before the mark.</summary>
    public string? Notes { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("container", "created");

    public override string Title => string.Join(
        ", ",
        [
            $"Create container {NewGuest.SayName(Name, Vmid)} on {Node}: {NewGuest.Count(Cores, "core")}", $"{Size.OfMiB(MemoryMiB)} memory", $"{DiskGiB} GiB disk", $"from {TemplateName}",
            .. Extras,
        ]);

    public override GuestReference Target => new(Name, GuestKind.Ct, Node);

    public GuestReference Made => Target;

    public GuestReference? CopiedFrom => null;

    public IReadOnlyList<Field> Expected => [new("cores", Text(Cores)), new("memory", Text(MemoryMiB))];

    public override IReadOnlyList<Need> Needs =>
    [
        Need.OnGuest(Target, "VM.Allocate"), Need.OnStorage(Storage, "Datastore.AllocateSpace"),
        .. (Mounts ?? []).Select(m => Need.OnStorage(m.Storage, "Datastore.AllocateSpace")),
        .. Cards.Select(c => c.Need),
    ];

    public override ApiCall Call(int number, ICallNames names) =>
        new("POST", $"/nodes/{Node}/lxc", Parameters(number, names), new StartedTask(Node, "vzcreate", names.IdOf(Target)));

    public override string Done(ICallNames names) => $"Container {names.IdOf(Target)}";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsTemplateVolume(Template)) yield return $"'{Template}' is no template volume, as in local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst.";
        if (Cores is < 1 or > 8192) yield return $"{Cores} cores: 1 to 8192 are possible.";
        if (MemoryMiB is < 16 or > 16_777_216) yield return $"{MemoryMiB} MiB of memory: 16 to 16777216 are possible.";
        if (SwapMiB is < 0 or > 16_777_216) yield return $"{SwapMiB} MiB of swap: 0 to 16777216 are possible.";
        if (DiskGiB is < 1 or > 131_072) yield return $"{DiskGiB} GiB of disk: 1 to 131072 are possible.";
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (Cards.Count > 32) yield return "A container has at most 32 network cards.";
        if (TimeZone is not null && !Names.IsTimeZone(TimeZone)) yield return $"'{TimeZone}' is no time zone, as in Europe/Vienna.";
        if (OsType is not null && !Names.IsContainerOsType(OsType)) yield return $"'{OsType}' is no system of a container, as in debian or alpine.";
        foreach (var path in (Mounts ?? []).CountBy(m => m.Path).Where(p => p.Value > 1)) yield return $"{path.Key} is mounted twice.";
        foreach (var problem in CheckParts()) yield return problem;
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        var inventory = cluster.Inventory;
        foreach (var problem in cluster.CheckNode(Node)) yield return problem;
        if (inventory.Nodes.FirstOrDefault(n => n.Name == Node) is not { } node) yield break;
        if (Cores > node.Cores) yield return $"{Node} has {node.Cores} cores, fewer than {Cores}.";
        if (MemoryMiB * 1024L * 1024 > node.MemoryBytes) yield return $"{Node} has {Size.OfMiB((int)(node.MemoryBytes / 1024 / 1024))} of memory, less than {Size.OfMiB(MemoryMiB)}.";
        if (!cluster.HasVolume(Node, Template)) yield return $"{Node} has no template {Template}.";
        foreach (var card in Cards.Where(c => !cluster.HasBridge(Node, c.Bridge))) yield return $"{Node} has no bridge {card.Bridge}.";
        foreach (var storage in (Mounts ?? []).Select(m => m.Storage).Prepend(Storage).Distinct(StringComparer.Ordinal))
        {
            if (!cluster.Storages.Exists(s => s.Node == Node && s.Name == storage && s.Content.Contains("rootdir"))) yield return $"{Node} has no storage {storage} that takes containers.";
        }

        foreach (var problem in cluster.CheckFreeName(Name).Concat(cluster.CheckFreeNumber(Vmid)).Concat(cluster.CheckPool(Pool))) yield return problem;
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.Add(Made, Vmid);

    private IReadOnlyList<NetworkCard> Cards =>
        [new NetworkCard(Bridge, Address) { Gateway = Gateway, AddressV6 = AddressV6, GatewayV6 = GatewayV6, Options = Card }, .. MoreCards ?? []];

    private IEnumerable<string> CheckParts() =>
    [
        .. NewGuest.Check(Name, Tags, Pool, Notes), .. Cards.SelectMany(c => c.Check(GuestKind.Ct)), .. Addresses.CheckDns(Dns, SearchDomain),
        .. NewGuest.CheckSshKeys(SshKeys), .. (Mounts ?? []).SelectMany(m => m.Check()), .. Features?.Check() ?? [], .. StartOrder?.Check() ?? [],
    ];

    private List<KeyValuePair<string, string>> Parameters(int number, ICallNames names) => Properties.Parameters(
    [
        ("vmid", Vmid?.ToString() ?? names.IdOf(Target)),
        ("hostname", Name),
        ("ostemplate", Template),
        ("ostype", OsType),
        ("cores", Text(Cores)),
        ("memory", Text(MemoryMiB)),
        ("swap", Properties.Number(SwapMiB)),
        ("rootfs", $"{Storage}:{DiskGiB}"),
        .. (Mounts ?? []).Index().Select(m => ($"mp{m.Index}", (string?)m.Item.Value)),
        .. Cards.Index().Select(c => ($"net{c.Index}", (string?)c.Item.OfContainer(c.Index))),
        ("nameserver", Dns),
        ("searchdomain", SearchDomain),
        ("ssh-public-keys", SshKeys),
        ("unprivileged", Unprivileged ? "1" : "0"),
        ("features", FeaturesValue),
        ("timezone", TimeZone),
        ("onboot", Properties.Flag(StartAtBoot)),
        ("startup", StartOrder?.Value),
        ("protection", Properties.Flag(Protected)),
        ("pool", Pool),
        ("tags", NewGuest.Tags(Tags)),
        ("description", NewGuest.Description(Notes, names.MarkerOf(number))),
    ]);

    private string? FeaturesValue => Properties.Write([("nesting", Nesting ? "1" : null), .. Features?.Parts ?? []]) is { Length: > 0 } value ? value : null;

    private IEnumerable<string> Extras
    {
        get
        {
            if (!Unprivileged) yield return "privileged";
            if (SwapMiB is { } swap) yield return swap == 0 ? "no swap" : $"{Size.OfMiB(swap)} swap";
            if (Address != "dhcp") yield return $"address {Address}";
            foreach (var part in Cards[0].SayMore()) yield return part;
            foreach (var card in MoreCards ?? []) yield return $"a further card on {card.Say()}";
            if (Dns is not null) yield return $"DNS {Dns}";
            if (SearchDomain is not null) yield return $"search domain {SearchDomain}";
            if (SshKeys is not null) yield return NewGuest.SaySshKeys(SshKeys);
            if (Features is not null) yield return Features.Say();
            foreach (var mount in Mounts ?? []) yield return mount.Say();
            if (TimeZone is not null) yield return $"time zone {TimeZone}";
            if (OsType is not null) yield return $"system {OsType}";
            if (StartAtBoot is { } boot) yield return boot ? "started at boot" : "not started at boot";
            if (StartOrder is not null) yield return StartOrder.Say();
            if (Protected == true) yield return "protected from deletion";
            foreach (var part in NewGuest.SayMore(Tags, Pool, Notes)) yield return part;
        }
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
}
