using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>
/// Makes an API token of a user. The cluster tells its secret once: it goes into a file of the Agent's protected directory, and nowhere else.
/// </summary>
/// <param name="UserId">With its realm, as in anna@pve.</param>
/// <param name="Separated">Whether it has only the permissions that it is given itself; otherwise all of its user.</param>
public sealed record AddToken(string UserId, string Token, bool Separated, string? Comment) : Step
{
    public const string KindName = "add-token";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("API token", "added");

    public override string Title => $"Add the API token {UserId}!{Token}, {(Separated ? "with permissions of its own" : "with all permissions of its user")}";

    public override string Subject => $"{UserId}!{Token}";

    /// <summary>The file's name in the Agent's protected directory.</summary>
    public string FileName => $"api-token-{UserId}-{Token}";

    public override IReadOnlyList<Need> Needs => [new("/access/groups", "User.Modify")];

    public FieldQuery Query => new($"/access/users/{Uri.EscapeDataString(UserId)}/token", "tokenid", Token);

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST", $"/access/users/{Uri.EscapeDataString(UserId)}/token/{Token}", Properties.Parameters(("privsep", Properties.Flag(Separated)), ("comment", Comment)));

    public override string Done(ICallNames names) => $"{UserId}!{Token} is there; its secret is in the file {FileName} of the Agent's protected directory";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsTokenId($"{UserId}!{Token}")) yield return $"'{UserId}!{Token}' is no API token: a user with its realm, and a name of letters, digits, . - and _.";
        if (UserId == "root@pam" && !Separated) yield return "A token with all permissions of root@pam is not made here.";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }
}
