namespace MycoPod.Web.Accounts.Recovery;

/// <summary>What the form for a link sends.</summary>
internal sealed class ForgotForm
{
    public string? NameOrEmail { get; set; }
}
