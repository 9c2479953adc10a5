namespace MycoPod.Web.Accounts.Recovery;

/// <summary>What the form for a new password sends.</summary>
internal sealed class ResetForm
{
    public string? Password { get; set; }

    public string? Again { get; set; }
}
