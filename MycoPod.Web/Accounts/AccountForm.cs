namespace MycoPod.Web.Accounts;

/// <summary>What the form for one's own account sends.</summary>
internal sealed class AccountForm
{
    public string? Email { get; set; }

    /// <summary>Empty where the password stays.</summary>
    public string? Password { get; set; }

    public string? Again { get; set; }

    public string? Current { get; set; }
}
