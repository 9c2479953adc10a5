namespace MycoPod.Web.Accounts;

/// <summary>A new password, typed twice.</summary>
internal sealed record NewPassword(string First, string Second)
{
    public const int MinLength = 12;
    public const int MaxLength = 256;

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem =>
        First.Length < MinLength ? $"The new password needs at least {MinLength} characters."
        : First.Length > MaxLength ? $"The new password may have {MaxLength} characters at most."
        : First != Second ? "The two new passwords are not the same."
        : null;
}
