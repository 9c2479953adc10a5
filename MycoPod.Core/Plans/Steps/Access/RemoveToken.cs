using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Takes an API token away: what uses it is refused at once.</summary>
/// <param name="UserId">With its realm, as in anna@pve.</param>
public sealed record RemoveToken(string UserId, string Token) : ResourceStep
{
    public const string KindName = "remove-token";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("API token", "taken away");

    public override string Noun => $"API token {Id}";

    public override string Subject => Id;

    public override string? Loses => $"{Noun} with its permissions; what uses it is refused at once";

    public override string Title => $"Take the {Noun} away";

    public override FieldQuery Query(int number, ICallNames names) => new($"/access/users/{Uri.EscapeDataString(UserId)}/token", "tokenid", Token);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [new("/access/groups", "User.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", $"/access/users/{Uri.EscapeDataString(UserId)}/token/{Token}");

    public override string Done(ICallNames names) => $"{Id} is taken away";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsTokenId(Id)) yield return $"'{Id}' is no API token: a user with its realm, and a name of letters, digits, . - and _.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckNotOwn(UserId, Token);

    private string Id => $"{UserId}!{Token}";
}
