using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Seals authenticator keys: for the database, and for the page on which one is set up.</summary>
internal sealed class AuthenticatorKeys(IDataProtectionProvider protection)
{
    /// <summary>How long a set-up may take from the password on.</summary>
    private static readonly TimeSpan SetUpTime = TimeSpan.FromMinutes(15);

    private readonly IDataProtector kept = protection.CreateProtector("MycoPod.Authenticator.Kept");
    private readonly IDataProtector offered = protection.CreateProtector("MycoPod.Authenticator.Offered");

    /// <summary>Opens for this account only.</summary>
    public string Seal(Guid account, byte[] key) => Convert.ToBase64String(kept.CreateProtector(account.ToString()).Protect(key));

    /// <exception cref="CryptographicException">The secret that the keys are sealed with is another one.</exception>
    public byte[] Open(Guid account, string box) => kept.CreateProtector(account.ToString()).Unprotect(Convert.FromBase64String(box));

    /// <summary>A new key, for who has just proved to know the password in this session.</summary>
    public OfferedKey Offer(SessionKey session)
    {
        var key = RandomNumberGenerator.GetBytes(Totp.KeyLength);
        var box = offered.CreateProtector(session.Account.ToString(), session.Id).ToTimeLimitedDataProtector().Protect(key, SetUpTime);
        return new(key, Convert.ToBase64String(box));
    }

    /// <summary>Null where it was offered to someone else, too long ago, or never.</summary>
    public OfferedKey? Accept(SessionKey session, string? box)
    {
        try
        {
            if (string.IsNullOrEmpty(box)) return null;
            return new(offered.CreateProtector(session.Account.ToString(), session.Id).ToTimeLimitedDataProtector().Unprotect(Convert.FromBase64String(box)), box);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
