using System.Globalization;
using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Makes a user of the cluster. A password is not set: that is for the person, or for an Admin, in Proxmox.</summary>
/// <param name="UserId">With its realm, as in anna@pve.</param>
/// <param name="Groups">Empty for none.</param>
public sealed record AddUser(string UserId, string? Email, IReadOnlyList<string> Groups, string? Comment) : ResourceStep
{
    public const string KindName = "add-user";

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    /// <summary>In seconds since 1970, UTC: from then on the user cannot log in. Null for never.</summary>
    public uint? Expires { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("user", "added");

    public override string Noun => $"user {UserId}";

    public override string Title => $"Add {Noun} to the cluster, without a password{(Groups.Count == 0 ? "" : $", in {string.Join(", ", Groups)}")}{(Expires is { } at ? string.Create(CultureInfo.InvariantCulture, $", until {DateTimeOffset.FromUnixTimeSeconds(at):yyyy-MM-dd HH:mm} UTC") : "")}";

    public override FieldQuery Query(int number, ICallNames names) => new("/access/users", "userid", UserId);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("email", Email), .. More.Where(m => m.Value is not null).Select(m => new Field(m.Key, m.Value))];

    public override IReadOnlyList<Need> Needs => [new($"/access/realm/{UserId.Split('@')[^1]}", "Realm.AllocateUser"), new("/access/groups", "User.Modify")];

    public override ApiCall Call(int number, ICallNames names) =>
        new("POST", "/access/users", Parameters([("userid", UserId), ("email", Email), ("groups", Groups.Count == 0 ? null : string.Join(',', Groups)), ("comment", Comment), .. More]));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsUserId(UserId)) yield return $"'{UserId}' is no user: a name and its realm, as in anna@pve.";
        if (Email is not null && !Names.IsEmail(Email)) yield return $"'{Email}' is no e-mail address.";
        foreach (var bad in Groups.Where(g => !Names.IsAccessName(g))) yield return $"'{bad}' is no name of a group.";
        if (Expires == 0) yield return "A user that is made and never expires has no time of expiry.";
        foreach (var name in new[] { FirstName, LastName }.OfType<string>().Where(n => n.Length is 0 or > 1024 || n.Any(char.IsControl))) yield return $"A name of a person has 1 to 1024 characters, without control characters; one has {name.Length}.";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }

    private (string Key, string? Value)[] More => [("firstname", FirstName), ("lastname", LastName), ("expire", Expires?.ToString(CultureInfo.InvariantCulture))];
}
