using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Removes an empty pool.</summary>
public sealed record RemovePool(string Name) : ResourceStep
{
    public const string KindName = "remove-pool";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("pool", "removed");

    public override string Noun => $"pool {Name}";

    public override string? Loses => Noun;

    public override string Title => $"Remove {Noun}, which has to be empty";

    public override FieldQuery Query(int number, ICallNames names) => new("/pools", "poolid", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [new($"/pool/{Name}", "Pool.Allocate")];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", "/pools", Parameters(("poolid", Name)));

    public override string Done(ICallNames names) => $"{Noun} is removed";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsPool(Name)) yield return $"'{Name}' is no name of a pool.";
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.RemovePool(Name);
}
