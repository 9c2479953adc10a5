using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Makes a user of the cluster. A password is not set: that is for the person, or for an Admin, in Proxmox.</summary>
/// <param name="UserId">With its realm, as in anna@pve.</param>
/// <param name="Groups">Empty for none.</param>
public sealed record AddUser(string UserId, string? Email, IReadOnlyList<string> Groups, string? Comment) : ResourceStep
{
    public const string KindName = "add-user";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("user", "added");

    public override string Noun => $"user {UserId}";

    public override string Title => $"Add {Noun} to the cluster, without a password{(Groups.Count == 0 ? "" : $", in {string.Join(", ", Groups)}")}";

    public override FieldQuery Query(int number, ICallNames names) => new("/access/users", "userid", UserId);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("email", Email)];

    public override IReadOnlyList<Need> Needs => [new($"/access/realm/{UserId.Split('@')[^1]}", "Realm.AllocateUser"), new("/access/groups", "User.Modify")];

    public override ApiCall Call(int number, ICallNames names) =>
        new("POST", "/access/users", Parameters(("userid", UserId), ("email", Email), ("groups", Groups.Count == 0 ? null : string.Join(',', Groups)), ("comment", Comment)));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsUserId(UserId)) yield return $"'{UserId}' is no user: a name and its realm, as in anna@pve.";
        if (Email is not null && !Names.IsEmail(Email)) yield return $"'{Email}' is no e-mail address.";
        foreach (var bad in Groups.Where(g => !Names.IsAccessName(g))) yield return $"'{bad}' is no name of a group.";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }
}
