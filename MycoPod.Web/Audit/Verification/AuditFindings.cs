namespace MycoPod.Web.Audit.Verification;

/// <summary>What was looked at, and what does not hold.</summary>
/// <param name="Counts">How many of what were looked at, for people, one a line.</param>
/// <param name="Problems">What does not hold, each naming what it is about.</param>
/// <param name="Notes">What is worth knowing and no problem.</param>
internal sealed record AuditFindings(IReadOnlyList<string> Counts, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);
