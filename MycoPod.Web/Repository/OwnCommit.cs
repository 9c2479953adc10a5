namespace MycoPod.Web.Repository;

/// <summary>A commit that this Web made. Names and addresses in a commit can be written by anyone; this table cannot.</summary>
internal sealed class OwnCommit
{
    /// <summary>Its id, hexadecimal: a digest over content and history, so it stands for exactly what Web wrote.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }
}
