using System.Security.Cryptography;
using System.Text;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Auth;

/// <summary>Login tickets and the tokens that guard them against cross-site requests.</summary>
internal sealed class Tickets(AccountsDocument accounts, SandboxClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly byte[] key = Convert.FromBase64String(accounts.TicketKey);

    public string Issue(string userId)
    {
        var plain = $"PVE:{userId}:{Stamp()}";
        return $"{plain}::{Sign(plain)}";
    }

    public string IssueCsrfToken(string userId)
    {
        var stamp = Stamp();
        return $"{stamp}:{Sign($"{stamp}:{userId}").TrimEnd('=')}";
    }

    /// <returns>The user, or null for a ticket that is forged or too old.</returns>
    public string? Verify(string ticket)
    {
        if (ticket.Split("::") is not [var plain, var signature] || !IsSame(signature, Sign(plain)))
            return null;
        return plain.Split(':') is ["PVE", var userId, var stamp] && IsFresh(stamp) ? userId : null;
    }

    public bool IsCsrfToken(string? token, string userId) =>
        token?.Split(':') is [var stamp, var signature]
        && IsSame(signature, Sign($"{stamp}:{userId}").TrimEnd('=')) && IsFresh(stamp);

    private string Stamp() => $"{clock.Now.ToUnixTimeSeconds():X8}";

    private bool IsFresh(string stamp) =>
        long.TryParse(stamp, System.Globalization.NumberStyles.HexNumber, provider: null, out var seconds)
        && clock.Now - DateTimeOffset.FromUnixTimeSeconds(seconds) < Lifetime;

    private string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    private static bool IsSame(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
