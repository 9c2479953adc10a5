namespace MycoPod.Reconciler.Repository;

/// <summary>Where the branch stands.</summary>
/// <param name="Commit">Hexadecimal id.</param>
/// <param name="RepositoryId">The id of the first commit, which tells repositories apart.</param>
internal sealed record RepositoryHead(string Commit, string RepositoryId);
