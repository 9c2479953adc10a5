using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Clusters;

/// <summary>Puts a guest into a pool.</summary>
/// <param name="Pool">Null to take it out of the pool it is in.</param>
/// <param name="SeenPool">The pool it was in at planning, or null: a guest that somebody put elsewhere meanwhile is left.</param>
public sealed record SetPool(GuestReference Guest, string? Pool, string? SeenPool) : GuestStep, IFieldStep
{
    public const string KindName = "set-pool";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("guest", Pool is null ? "taken out of its pool" : "put into a pool");

    public string Noun => Guest.Name;

    public override string Title => Pool is null ? $"Take {Guest.Name} out of the pool {SeenPool}" : $"Put {Guest.Name} into the pool {Pool}{(SeenPool is null ? "" : $", out of {SeenPool}")}";

    public IReadOnlyList<Field>? Seen => [new("pool", SeenPool)];

    public FieldQuery Query(int number, ICallNames names) => new("/cluster/resources?type=vm", "vmid", names.IdOf(Guest));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("pool", Pool)];

    public override IReadOnlyList<Need> Needs => [new($"/pool/{Pool ?? SeenPool}", "Pool.Allocate"), new($"/pool/{Pool ?? SeenPool}", "Pool.Audit"), Need.OnGuest(Guest, "VM.Allocate")];

    public override ApiCall Call(int number, ICallNames names)
    {
        List<KeyValuePair<string, string>> parameters = [new("poolid", Pool ?? SeenPool ?? ""), new("vms", names.IdOf(Guest))];
        if (Pool is null) parameters.Add(new("delete", "1"));
        else if (SeenPool is not null) parameters.Add(new("allow-move", "1"));
        return new("PUT", "/pools", parameters);
    }

    public override string Done(ICallNames names) => Pool is null ? $"{Guest.Name} is out of {SeenPool}" : $"{Guest.Name} is in {Pool}";

    public override IEnumerable<string> CheckArguments()
    {
        if (Pool is null && SeenPool is null) yield return $"{Guest.Name} is in no pool.";
        if (!Names.IsPool(Pool ?? SeenPool ?? Guest.Name)) yield return $"'{Pool}' is no name of a pool.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckGuest(Guest).Concat(cluster.CheckPool(Pool ?? SeenPool));
}
