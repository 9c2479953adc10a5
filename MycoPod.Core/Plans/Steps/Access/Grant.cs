using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Gives a user, group or token a role on a path, or takes it away.</summary>
/// <param name="Path">As in /, /vms/101, /storage/local or /pool/media.</param>
/// <param name="To">user, group or token.</param>
/// <param name="Name">As in anna@pve, media, or anna@pve!phone.</param>
/// <param name="Propagate">Whether it holds for what lies below the path.</param>
public sealed record Grant(string Path, string To, string Name, string Role, bool Propagate, bool TakeAway) : ResourceStep
{
    public const string KindName = "grant";

    public override string Kind => KindName;

    public override Risk Risk => TakeAway ? Risk.Destroy : Risk.Change;

    public override Effect Effect => new("permission", TakeAway ? "taken away" : "granted");

    public override string Noun => $"permission of {Name} on {Path}";

    public override string Subject => Name;

    public override string? Loses => TakeAway ? $"role {Role} of {Name} on {Path}" : null;

    public override string Title => TakeAway ? $"Take the role {Role} on {Path} away from {To} {Name}" : $"Give {To} {Name} the role {Role} on {Path}{(Propagate ? "" : " alone")}";

    public override FieldQuery Query(int number, ICallNames names) =>
        new("/access/acl", new KeyValuePair<string, string>[] { new("path", Path), new("type", To), new("ugid", Name), new("roleid", Role) });

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => TakeAway ? null : [new("propagate", Propagate)];

    public override IReadOnlyList<Need> Needs => [new(Path, "Permissions.Modify")];

    public override ApiCall Call(int number, ICallNames names) =>
        new("PUT", "/access/acl", Parameters(("path", Path), ("roles", Role), ($"{To}s", Name), ("propagate", TakeAway ? null : Propagate ? "1" : "0"), ("delete", TakeAway ? "1" : null)));

    public override string Done(ICallNames names) => TakeAway ? $"{Name} no longer has {Role} on {Path}" : $"{Name} has {Role} on {Path}";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsAccessPath(Path)) yield return $"'{Path}' is no path of permissions, as in /vms/101.";
        if (To is not ("user" or "group" or "token")) yield return $"'{To}' has no permissions: user, group or token.";
        if (To == "group" ? !Names.IsAccessName(Name) : To == "token" ? !Names.IsTokenId(Name) : !Names.IsUserId(Name)) yield return $"'{Name}' is no name of a {To}.";
        if (!Names.IsAccessName(Role)) yield return $"'{Role}' is no name of a role.";
    }
}
