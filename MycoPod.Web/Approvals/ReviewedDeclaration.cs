namespace MycoPod.Web.Approvals;

/// <summary>What an Admin had before them: the folder, its revision, and the digests of exactly the bytes that were rendered.</summary>
internal sealed record ReviewedDeclaration(string Folder, int Revision, string TextDigest, string PlanDigest);
