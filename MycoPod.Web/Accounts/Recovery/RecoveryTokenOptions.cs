using Microsoft.AspNetCore.Identity;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>How long a link for a new password is good.</summary>
internal sealed class RecoveryTokenOptions : DataProtectionTokenProviderOptions
{
    public RecoveryTokenOptions()
    {
        Name = nameof(RecoveryTokens);
        TokenLifespan = TimeSpan.FromHours(1);
    }
}
