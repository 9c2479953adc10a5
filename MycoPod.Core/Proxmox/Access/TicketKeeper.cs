using System.Net;
using System.Text.Json;
using MycoPod.Core.Proxmox.Errors;

namespace MycoPod.Core.Proxmox.Access;

/// <summary>Logs in with user and password, and keeps the ticket. Those who need one at the same time wait for one log-in.</summary>
internal sealed class TicketKeeper(string username, string password, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private LoginTicket? current;

    /// <param name="refused">A ticket the server refused; it is not handed out again.</param>
    /// <param name="send">Sends the log-in.</param>
    /// <exception cref="ProxmoxException">The log-in failed.</exception>
    public async Task<LoginTicket> GetAsync(LoginTicket? refused, Func<ProxmoxRequest, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (current == refused) current = null;
            var age = time.GetUtcNow() - (current?.IssuedAt ?? default);
            if (current is null || age >= LoginTicket.UsableFor) current = await LogInAsync(password, send, cancellationToken);
            else if (age >= LoginTicket.RenewedAfter) current = await RenewAsync(current, send, cancellationToken);
            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>A ticket serves as password for the next one, which spares the realm's own check; where it does not, the password does.</summary>
    private async Task<LoginTicket> RenewAsync(LoginTicket ticket, Func<ProxmoxRequest, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await LogInAsync(ticket.Ticket, send, cancellationToken);
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.Authentication)
        {
            return await LogInAsync(password, send, cancellationToken);
        }
    }

    /// <summary>Whatever becomes of a log-in, the request that wants it was never sent.</summary>
    private async Task<LoginTicket> LogInAsync(string secret, Func<ProxmoxRequest, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(secret, send, cancellationToken);
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.UnknownOutcome)
        {
            throw new ProxmoxException(FailureKind.NeverSent, $"{username} could not log in: {e.Message}", e);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProxmoxException(FailureKind.NeverSent, $"{username} could not log in: {e.Message}", e);
        }
    }

    private async Task<LoginTicket> AskAsync(string secret, Func<ProxmoxRequest, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        using var response = await send(new("POST", "/access/ticket", [new("username", username), new("password", secret)]));
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK) throw FailureClassifier.Of(response.StatusCode, response.ReasonPhrase, body);
        var data = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("data");
        return data.Flag("NeedTFA")
            ? throw new ProxmoxException(
                FailureKind.Authentication, $"{username} needs a second factor to log in, which nobody can enter here. Use an API token, or a user without a second factor.")
            : new(data.RequiredText("ticket"), data.RequiredText("CSRFPreventionToken"), at);
    }
}
