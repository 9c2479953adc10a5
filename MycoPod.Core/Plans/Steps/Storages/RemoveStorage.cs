using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>Makes the cluster forget a storage. What is in it stays where it is.</summary>
/// <param name="Type">As planning saw it, as in nfs.</param>
public sealed record RemoveStorage(string Name, string Type) : ResourceStep
{
    public const string KindName = "remove-storage";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("storage", "removed");

    public override string Noun => $"storage {Name}";

    public override string? Loses => $"{Noun} ({Type}); what is in it stays where it is";

    public override string Title => $"Remove {Noun} from the cluster, leaving what is in it";

    public override IReadOnlyList<Field>? Seen => [new("type", Type)];

    public override FieldQuery Query(int number, ICallNames names) => new($"/storage/{Name}");

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [new("/storage", "Datastore.Allocate")];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", $"/storage/{Name}");

    public override string Done(ICallNames names) => $"Storage {Name} is removed";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsStorage(Name)) yield return $"'{Name}' is no storage name.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        if (!cluster.Storages.Any(s => s.Name == Name)) yield return $"There is no storage {Name}.";
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.Storages.RemoveAll(s => s.Name == Name);
}
