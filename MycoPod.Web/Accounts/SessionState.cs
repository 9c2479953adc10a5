using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>Who uses a circuit: nobody any more as soon as their session ends, wherever that happened.</summary>
internal sealed class SessionState : RevalidatingServerAuthenticationStateProvider
{
    private readonly PersonQuery people;
    private readonly Sessions sessions;

    public SessionState(ILoggerFactory loggers, PersonQuery people, Sessions sessions)
        : base(loggers)
    {
        this.people = people;
        this.sessions = sessions;
        sessions.Ended += LeaveIfEnded;
    }

    /// <summary>The signal comes at once; this is for what another process changed.</summary>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            if (SessionKey.Of(authenticationState.User) is not { } key || await people.FindAsync(authenticationState.User, cancellationToken) is null) return false;
            await sessions.SeeAsync(key, cancellationToken);
            return true;
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            // Without the database nothing is read or decided either; nobody has to log in anew for it.
            return true;
        }
    }

    protected override void Dispose(bool disposing)
    {
        sessions.Ended -= LeaveIfEnded;
        base.Dispose(disposing);
    }

    private void LeaveIfEnded(object? sender, string id) => _ = LeaveIfEndedAsync(id);

    private async Task LeaveIfEndedAsync(string id)
    {
        if (SessionKey.Of((await GetAuthenticationStateAsync()).User)?.Id != id) return;
        SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }
}
