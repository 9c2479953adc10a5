namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Why a code did not log anybody in.</summary>
/// <param name="Wait">How long it is until the next one is looked at.</param>
internal sealed record CodeRefusal(string Text, TimeSpan Wait = default);
