using System.Globalization;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Changes a user: whether it works and until when, groups, e-mail, comment.</summary>
/// <param name="UserId">With its realm, as in anna@pve.</param>
/// <param name="Changes">enable (0 or 1), expire (seconds since 1970; 0 for never), groups (all of them, separated by commas), email, comment, firstname or lastname.</param>
public sealed record ConfigureUser(string UserId, IReadOnlyList<FieldChange> Changes) : ResourceStep
{
    public const string KindName = "configure-user";

    private static readonly Dictionary<string, (string Noun, FieldShape Shape)> Known = new(StringComparer.Ordinal)
    {
        ["enable"] = ("enabled", FieldShape.Flag),
        ["expire"] = ("expires", FieldShape.Text),
        ["groups"] = ("groups", FieldShape.Set),
        ["email"] = ("e-mail", FieldShape.Text),
        ["comment"] = ("comment", FieldShape.Text),
        ["firstname"] = ("first name", FieldShape.Text),
        ["lastname"] = ("last name", FieldShape.Text),
    };

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("user", "changed");

    public override string Noun => $"user {UserId}";

    public override string Title => Changes is [{ Name: "enable", To: var to }]
        ? $"{(to == "0" ? "Disable" : "Enable")} the {Noun}"
        : $"Change {Noun}: {string.Join(", ", Changes.Select(Say))}";

    /// <summary>The list has the groups; a user by itself has them, too, in another form.</summary>
    public override FieldQuery Query(int number, ICallNames names) => new("/access/users?full=1", "userid", UserId);

    public override IReadOnlyList<Field>? Seen => [.. Settled.Select(c => c.Before(Shape(c), isOnByDefault: c.Name == "enable"))];

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [.. Settled.Select(c => c.After(Shape(c), isOnByDefault: c.Name == "enable"))];

    public override IReadOnlyList<Need> Needs => [new("/access/groups", "User.Modify")];

    /// <summary>What is unset is sent empty: this call has no list of what is to go.</summary>
    public override ApiCall Call(int number, ICallNames names) => new("PUT", $"/access/users/{Uri.EscapeDataString(UserId)}", [.. Changes.Select(c => KeyValuePair.Create(c.Name, c.To ?? Empty(c.Name)))]);

    public override string Done(ICallNames names) => $"{Noun} is changed";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsUserId(UserId)) yield return $"'{UserId}' is no user: a name and its realm, as in anna@pve.";
        foreach (var problem in FieldChange.CheckList(Changes).Concat(Changes.SelectMany(Check))) yield return problem;
        if (UserId == "root@pam" && Changes.Any(c => c is { Name: "enable", To: "0" } or { Name: "expire", To: not "0" and not null })) yield return "root@pam is not switched off.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => Changes.Any(c => c.Name is "enable" or "expire" or "groups") ? cluster.CheckNotOwn(UserId) : [];

    private static IEnumerable<string> Check(FieldChange change)
    {
        if (!Known.ContainsKey(change.Name)) yield return $"'{change.Name}' is nothing that this step changes of a user.";
        if (change.To is not { } value) yield break;
        if (value.Any(char.IsControl)) yield return $"{change.Name} holds control characters.";
        if (change.Name == "enable" && change.CheckFlag() is { } problem) yield return problem;
        if (change.Name == "expire" && !uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)) yield return $"expire is '{value}'; seconds since 1970 are expected, or 0 for never.";
        if (change.Name == "email" && value.Length > 0 && !Names.IsEmail(value)) yield return $"'{value}' is no e-mail address.";
        if (change.Name is "comment" or "firstname" or "lastname" && value.Length > 1024) yield return $"{change.Name} has {value.Length} characters; 1024 are possible.";
        foreach (var bad in change.Name == "groups" ? value.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(g => !Names.IsAccessName(g)) : []) yield return $"'{bad}' is no name of a group.";
    }

    private static string Say(FieldChange change) => change.Name switch
    {
        "enable" => change.To == "0" ? "disabled" : "enabled",
        "expire" when change.To is null or "0" => "never expires",
        "expire" when uint.TryParse(change.To, NumberStyles.None, CultureInfo.InvariantCulture, out var at) => string.Create(CultureInfo.InvariantCulture, $"expires {DateTimeOffset.FromUnixTimeSeconds(at):yyyy-MM-dd HH:mm} UTC"),
        _ => $"{Known.GetValueOrDefault(change.Name).Noun ?? change.Name} {(string.IsNullOrEmpty(change.From) ? "none" : change.From)} → {(string.IsNullOrEmpty(change.To) ? "none" : change.To)}",
    };

    /// <summary>An account that never expires shows 0.</summary>
    private IEnumerable<FieldChange> Settled => Changes.Select(c => c.Name == "expire" ? c with { From = c.From ?? "0", To = c.To ?? "0" } : c);

    private static string Empty(string name) => name is "enable" ? "1" : name is "expire" ? "0" : "";

    private static FieldShape Shape(FieldChange change) => Known.GetValueOrDefault(change.Name).Shape;
}
