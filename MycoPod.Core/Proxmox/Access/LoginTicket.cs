namespace MycoPod.Core.Proxmox.Access;

/// <summary>What a log-in yields: a ticket for the cookie, and a token that changing requests carry as well. It is good for two hours (facts: Auth).</summary>
internal sealed record LoginTicket(string Ticket, string CsrfToken, DateTimeOffset IssuedAt)
{
    /// <summary>Renewed well before it ends, as other clients do.</summary>
    public static readonly TimeSpan RenewedAfter = TimeSpan.FromHours(1);

    /// <summary>The server takes it as a password for this long, less some time for clocks.</summary>
    public static readonly TimeSpan UsableFor = TimeSpan.FromMinutes(115);

    public void Sign(HttpRequestMessage message)
    {
        message.Headers.TryAddWithoutValidation("Cookie", $"PVEAuthCookie={Uri.EscapeDataString(Ticket)}");
        if (message.Method != HttpMethod.Get) message.Headers.TryAddWithoutValidation("CSRFPreventionToken", CsrfToken);
    }
}
