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
        sessions.Doubted += AskAgain;
    }

    /// <summary>Signals come at once, also from other processes; this is for while the connection that brings them is lost.</summary>
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
        sessions.Doubted -= AskAgain;
        base.Dispose(disposing);
    }

    private void LeaveIfEnded(object? sender, string id) => _ = LeaveIfEndedAsync(id);

    private async Task LeaveIfEndedAsync(string id)
    {
        if (SessionKey.Of((await GetAuthenticationStateAsync()).User)?.Id == id) Leave();
    }

    private void AskAgain(object? sender, EventArgs e) => _ = AskAgainAsync();

    private async Task AskAgainAsync()
    {
        var state = await GetAuthenticationStateAsync();
        if (state.User.Identity?.IsAuthenticated == true && !await ValidateAuthenticationStateAsync(state, CancellationToken.None)) Leave();
    }

    private void Leave() => SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
}
