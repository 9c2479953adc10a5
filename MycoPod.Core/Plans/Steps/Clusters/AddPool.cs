using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Makes a pool, under which guests and storages are kept together.</summary>
public sealed record AddPool(string Name, string? Comment) : ResourceStep
{
    public const string KindName = "add-pool";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("pool", "added");

    public override string Noun => $"pool {Name}";

    public override string Title => $"Add {Noun}";

    public override FieldQuery Query(int number, ICallNames names) => new("/pools", "poolid", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("comment", Comment)];

    public override IReadOnlyList<Need> Needs => [new($"/pool/{Name}", "Pool.Allocate")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", "/pools", Parameters(("poolid", Name), ("comment", Comment)));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsPool(Name)) yield return $"'{Name}' is no name of a pool: letters, digits, - _ and ., at most three levels separated by /.";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.AddPool(Name);
}
