using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Changes what a role permits, for everybody who has it.</summary>
/// <param name="Privileges">All that it permits afterwards, as in VM.PowerMgmt.</param>
/// <param name="SeenPrivileges">All that it permitted at planning.</param>
public sealed record ConfigureRole(string Name, IReadOnlyList<string> Privileges, IReadOnlyList<string> SeenPrivileges) : ResourceStep
{
    public const string KindName = "configure-role";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("role", "changed");

    public override string Noun => $"role {Name}";

    public override string Title => $"Change {Noun}: {string.Join("; ", Says())}";

    public override FieldQuery Query(int number, ICallNames names) => new("/access/roles", "roleid", Name);

    public override IReadOnlyList<Field>? Seen => [new("privs", string.Join(',', SeenPrivileges), FieldShape.Set)];

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("privs", string.Join(',', Privileges), FieldShape.Set)];

    public override IReadOnlyList<Need> Needs => [new("/access", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("PUT", $"/access/roles/{Name}", Parameters(("privs", string.Join(',', Privileges))));

    public override string Done(ICallNames names) => $"{Noun} is changed";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsAccessName(Name)) yield return $"'{Name}' is no name of a role: letters, digits, - _ and .";
        if (Name.StartsWith("PVE", StringComparison.Ordinal) || Name is "Administrator" or "NoAccess") yield return $"{Name} is Proxmox's own and is not changed: add a role beside it.";
        if (Privileges.Count == 0) yield return $"{Noun} would permit nothing: remove it instead.";
        foreach (var bad in Privileges.Where(p => !Names.IsPrivilege(p))) yield return $"'{bad}' is no privilege, as in VM.PowerMgmt.";
        if (!Says().Any()) yield return "Nothing is changed.";
    }

    private IEnumerable<string> Says()
    {
        if (Privileges.Except(SeenPrivileges, StringComparer.Ordinal).ToList() is { Count: > 0 } added) yield return $"add {string.Join(", ", added)}";
        if (SeenPrivileges.Except(Privileges, StringComparer.Ordinal).ToList() is { Count: > 0 } removed) yield return $"take away {string.Join(", ", removed)}";
    }
}
