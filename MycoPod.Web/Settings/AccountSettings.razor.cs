using System.Security.Claims;
using MycoPod.Web.Accounts;

namespace MycoPod.Web.Settings;

/// <summary>What belongs to the person: their account, how pages look to them, where they are logged in.</summary>
public sealed partial class AccountSettings
{
    internal const string Path = "/settings";

    private ClaimsPrincipal principal = new();
    private Person? person;
    private int? codesLeft;
    private IReadOnlyList<SessionRow> sessions = [];

    protected override void Follow()
    {
        AllSessions.Begun += FollowAccount;
        AllSessions.Ended += FollowSession;
        AllSessions.Doubted += WantReload;
    }

    protected override void Unfollow()
    {
        AllSessions.Begun -= FollowAccount;
        AllSessions.Ended -= FollowSession;
        AllSessions.Doubted -= WantReload;
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Authentication is not null) principal = (await Authentication).User;
        person = await People.FindAsync(principal, cancellationToken);
        codesLeft = person is null ? null : await SecondFactor.FindAsync(person.Id, cancellationToken);
        sessions = await Sessions.ListAsync(principal, cancellationToken);
    }

    private Task EndAsync(string id) => Sessions.EndAsync(principal, id, CancellationToken.None);

    private Task EndOthersAsync() => Sessions.EndOthersAsync(principal, CancellationToken.None);

    private void FollowAccount(object? sender, Guid account)
    {
        if (account == person?.Id) WantReload(sender, EventArgs.Empty);
    }

    private void FollowSession(object? sender, string id)
    {
        if (sessions.Any(s => s.Id == id)) WantReload(sender, EventArgs.Empty);
    }
}
