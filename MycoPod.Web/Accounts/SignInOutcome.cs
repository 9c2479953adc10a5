namespace MycoPod.Web.Accounts;

/// <summary>What came of an attempt to sign in.</summary>
/// <param name="Failure">What to tell the person; null where it went well.</param>
/// <param name="NeedsCode">Whether the second factor is asked for now.</param>
internal sealed record SignInOutcome(string? Failure, bool NeedsCode = false)
{
    public static readonly SignInOutcome Done = new(Failure: null);
    public static readonly SignInOutcome CodeWanted = new(Failure: null, NeedsCode: true);
}
