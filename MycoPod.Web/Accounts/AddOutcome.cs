namespace MycoPod.Web.Accounts;

/// <summary>What came of making an account.</summary>
internal sealed record AddOutcome(bool AlreadyExists, IReadOnlyList<string> Problems);
