using Microsoft.AspNetCore.Identity;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>What came of choosing a new password by a link.</summary>
internal sealed record PasswordOutcome(bool IsDone, bool IsLinkGood, string? Problem)
{
    public static readonly PasswordOutcome Done = new(IsDone: true, IsLinkGood: true, Problem: null);
    public static readonly PasswordOutcome LinkRefused = new(IsDone: false, IsLinkGood: false, Problem: null);

    /// <summary>Of two uses at the same instant one finds the account changed: its link is a used one.</summary>
    public static PasswordOutcome From(IdentityResult refused) =>
        refused.Errors.Any(e => e.Code is nameof(IdentityErrorDescriber.InvalidToken) or nameof(IdentityErrorDescriber.ConcurrencyFailure))
            ? LinkRefused
            : new(IsDone: false, IsLinkGood: true, string.Join(' ', refused.Errors.Select(e => e.Description)));
}
