namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>What the forms of the second factor send.</summary>
internal sealed class SecondFactorForm
{
    /// <summary>Which button was pressed.</summary>
    public string? Action { get; set; }

    public string? Password { get; set; }

    public string? Code { get; set; }

    /// <summary>The key that is being set up, sealed.</summary>
    public string? Box { get; set; }
}
