using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>Changes what a storage is for and where. Lists are written as a whole.</summary>
/// <param name="Changes">content, nodes, disable, shared or prune-backups, as the API writes them.</param>
public sealed record ConfigureStorage(string Name, IReadOnlyList<FieldChange> Changes) : ResourceStep
{
    public const string KindName = "configure-storage";

    private static readonly Dictionary<string, (string Noun, FieldShape Shape)> Known = new(StringComparer.Ordinal)
    {
        ["content"] = ("content", FieldShape.Set),
        ["nodes"] = ("nodes", FieldShape.Set),
        ["disable"] = ("disabled", FieldShape.Flag),
        ["shared"] = ("shared", FieldShape.Flag),
        ["prune-backups"] = ("backups kept", FieldShape.Properties),
    };

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("storage", "changed");

    public override string Noun => $"storage {Name}";

    public override string Title => $"Change {Noun}: {string.Join(", ", Changes.Select(c => $"{Known.GetValueOrDefault(c.Name).Noun ?? c.Name} {c.From ?? "none"} → {c.To ?? "none"}"))}";

    public override IReadOnlyList<Field>? Seen => [.. Changes.Select(c => c.Before(Shape(c)))];

    public override FieldQuery Query(int number, ICallNames names) => new($"/storage/{Name}");

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [.. Changes.Select(c => c.After(Shape(c)))];

    public override IReadOnlyList<Need> Needs => [new("/storage", "Datastore.Allocate")];

    public override ApiCall Call(int number, ICallNames names) => new("PUT", $"/storage/{Name}", [.. FieldChange.Parameters(Changes), .. Digest(number, names)]);

    public override string Done(ICallNames names) => $"Storage {Name} is changed";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsStorage(Name)) yield return $"'{Name}' is no storage name.";
        foreach (var problem in FieldChange.CheckList(Changes).Concat(Changes.Where(c => c.Name is "disable" or "shared").Select(c => c.CheckFlag()).OfType<string>())) yield return problem;
        foreach (var node in Changes.Where(c => c.Name == "nodes").SelectMany(c => (c.To ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Where(n => !Names.IsHostName(n))) yield return $"'{node}' is no name of a node.";
        if (Changes.FirstOrDefault(c => c.Name == "prune-backups")?.To is { } keep && !Names.IsKeeping(keep)) yield return $"'{keep}' is no rule for keeping backups, as in keep-last=3,keep-daily=7.";
        foreach (var unknown in Changes.Where(c => !Known.ContainsKey(c.Name))) yield return $"'{unknown.Name}' is nothing that this step changes of a storage.";
        foreach (var content in Changes.Where(c => c.Name == "content").SelectMany(c => (c.To ?? "").Split(',')).Where(c => !Names.IsContent(c))) yield return $"'{content}' is nothing that a storage holds.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        if (!cluster.Storages.Any(s => s.Name == Name)) yield return $"There is no storage {Name}.";
    }

    public override void ApplyTo(PlannedCluster cluster)
    {
        if (Changes.FirstOrDefault(c => c.Name == "content")?.To is not { } content) return;
        foreach (var (index, storage) in cluster.Storages.ToList().Index().Where(s => s.Item.Name == Name)) cluster.Storages[index] = storage with { Content = content.Split(',') };
    }

    private static FieldShape Shape(FieldChange change) => Known.GetValueOrDefault(change.Name).Shape;
}
