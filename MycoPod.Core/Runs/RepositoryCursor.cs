namespace MycoPod.Core.Runs;

/// <summary>How far the Agent has read a repository. One row; written in the transaction that records what was read.</summary>
public sealed class RepositoryCursor
{
    /// <summary>The id of the repository's first commit.</summary>
    public required string RepositoryId { get; init; }

    public required string Commit { get; set; }

    public required DateTimeOffset ReadAt { get; set; }
}
