using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Calls;

/// <summary>
/// Any other call that changes something, as its published schema has it. Its effect cannot be looked up, so a call whose answer was
/// lost leaves its run to a person.
/// </summary>
/// <param name="Method">POST, PUT or DELETE.</param>
/// <param name="Path">Below <c>/api2/json</c>; <c>{id}</c> stands for the guest's number.</param>
/// <param name="Guest">The guest it is about, or null. Guests are never meant by their number alone.</param>
public sealed record CallApi(string Method, string Path, IReadOnlyList<ApiParameter> Parameters, GuestReference? Guest) : Step, IActingStep
{
    public const string KindName = "api-call";

    private const string Id = "{id}";

    public override string Kind => KindName;

    public override Risk Risk => ApiCallRules.Destroys(Method, Path) ? Risk.Destroy : Risk.Change;

    public override Effect Effect => new("API call", "made");

    public override GuestReference? Target => Guest;

    public override string Subject => Guest?.Name ?? Path;

    public override NodeName? Place => Guest?.Node ?? ApiCallRules.NodeOf(Path);

    public override string? Loses => Risk == Risk.Destroy ? $"what {Method} {Path.Replace(Id, Guest?.Name, StringComparison.Ordinal)} removes" : null;

    public override string Title => $"Call the API: {Method} {Path.Replace(Id, Guest?.Name, StringComparison.Ordinal)}";

    /// <summary>What it asks for is the cluster's own to say; its schema is asked when the plan is checked.</summary>
    public override IReadOnlyList<Need> Needs => [];

    public override ApiCall Call(int number, ICallNames names) => new(
        Method,
        Guest is null ? Path : Path.Replace(Id, names.IdOf(Guest), StringComparison.Ordinal),
        [.. Parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))]);

    public override string Done(ICallNames names) => $"{Method} {Path} was answered";

    public override IEnumerable<string> CheckArguments()
    {
        if (Method is not ("POST" or "PUT" or "DELETE")) yield return $"'{Method}' changes nothing or is no method: POST, PUT or DELETE.";
        if (!ApiCallRules.IsPath(Path)) yield return $"'{Path}' is no path of the API, as in /nodes/pve1/disks/lvm.";
        if (ApiCallRules.IsCovered(Method, Path)) yield return $"{Method} {Path} has a step kind of its own.";
        if (ApiCallRules.IsDenied(Path)) yield return $"{Path} is not open to plans: accounts, consoles and commands have their own ways.";
        if ((Guest is not null) != Path.Contains(Id, StringComparison.Ordinal)) yield return $"A guest, and only that, stands in the path as {Id}.";
        if (ApiCallRules.NamesGuestByNumber(Path)) yield return $"{Path} means a guest by its number; write {Id} and name the guest.";
        foreach (var secret in Parameters.Where(p => ApiCallRules.MayHoldSecret(p.Name))) yield return $"{secret.Name} may hold a secret, and a plan is no place for one.";
        foreach (var number in Parameters.Where(p => ApiCallRules.NamesGuest(p.Name))) yield return $"{number.Name} means guests by their number.";
        foreach (var bad in Parameters.Where(p => !Names.IsWord(p.Name.Replace('_', '-')))) yield return $"'{bad.Name}' is no name of a parameter.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => Guest is not null ? cluster.CheckGuest(Guest) : Place is { } node ? cluster.CheckNode(node) : [];
}
