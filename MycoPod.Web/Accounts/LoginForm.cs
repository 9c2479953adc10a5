namespace MycoPod.Web.Accounts;

/// <summary>What the log-in form sends.</summary>
internal sealed class LoginForm
{
    public string? Username { get; set; }

    public string? Password { get; set; }
}
