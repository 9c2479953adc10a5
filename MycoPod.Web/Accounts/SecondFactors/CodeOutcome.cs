namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>What came of a code.</summary>
/// <param name="WrongSoFar">How many were wrong in a row.</param>
/// <param name="Wait">How long it is until the next one is looked at.</param>
internal sealed record CodeOutcome(CodeAnswer Answer, int WrongSoFar = 0, TimeSpan Wait = default);
