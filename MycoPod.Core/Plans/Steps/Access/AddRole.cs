using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Makes a role: privileges under a name.</summary>
/// <param name="Privileges">As in VM.PowerMgmt.</param>
public sealed record AddRole(string Name, IReadOnlyList<string> Privileges) : ResourceStep
{
    public const string KindName = "add-role";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("role", "added");

    public override string Noun => $"role {Name}";

    public override string Title => $"Add {Noun} with {string.Join(", ", Privileges)}";

    public override FieldQuery Query(int number, ICallNames names) => new("/access/roles", "roleid", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("privs", string.Join(',', Privileges), FieldShape.Set)];

    public override IReadOnlyList<Need> Needs => [new("/access", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", "/access/roles", Parameters(("roleid", Name), ("privs", string.Join(',', Privileges))));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsAccessName(Name)) yield return $"'{Name}' is no name of a role: letters, digits, - _ and .";
        if (Privileges.Count == 0) yield return $"{Noun} has no privileges.";
        foreach (var bad in Privileges.Where(p => !Names.IsPrivilege(p))) yield return $"'{bad}' is no privilege, as in VM.PowerMgmt.";
    }
}
