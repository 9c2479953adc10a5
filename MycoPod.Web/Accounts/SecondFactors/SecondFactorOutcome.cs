namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>What came of a change to the second factor.</summary>
/// <param name="Problem">What to tell the person where nothing was changed.</param>
internal sealed record SecondFactorOutcome(string? Problem = null)
{
    public static readonly SecondFactorOutcome Done = new();

    /// <summary>The key to set up; until a code of it comes, nothing is on.</summary>
    public OfferedKey? Offer { get; init; }

    /// <summary>New recovery codes, to be shown this once.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
}
