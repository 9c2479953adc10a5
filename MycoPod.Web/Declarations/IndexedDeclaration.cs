using MycoPod.Core.Declarations;

namespace MycoPod.Web.Declarations;

/// <summary>A declaration as it lies in the repository. The table is an index: Git can always fill it again.</summary>
internal sealed class IndexedDeclaration
{
    /// <summary>The folder in the repository.</summary>
    public required string Folder { get; init; }

    /// <summary>The declaration's id; empty where <c>declaration.md</c> cannot be read.</summary>
    public required Guid Id { get; set; }

    public required int Revision { get; set; }

    public required string Title { get; set; }

    public required string Author { get; set; }

    public required DeclarationStatus Status { get; set; }

    public required string Text { get; set; }

    public required string TextDigest { get; set; }

    /// <summary><c>plan.json</c> as it lies there.</summary>
    public byte[]? Plan { get; set; }

    public string? PlanDigest { get; set; }

    /// <summary>The user name in <c>approval.json</c>; what it is worth is for the Agent to say.</summary>
    public string? Approver { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>Until when the approval may start a run.</summary>
    public DateTimeOffset? ApprovalExpires { get; set; }

    /// <summary>Why it was rejected, while it is.</summary>
    public string? Comment { get; set; }

    public string? RejectedBy { get; set; }

    public DateTimeOffset? RejectedAt { get; set; }

    public required DateTimeOffset Created { get; set; }

    /// <summary>The newest commit that changed the folder.</summary>
    public required string Commit { get; set; }

    public required DateTimeOffset CommittedAt { get; set; }

    /// <summary>The folder's tree, which tells whether anything in it changed.</summary>
    public required string Tree { get; set; }

    /// <summary>Someone other than MycoPod made the newest commit: it cannot be approved until it was previewed here.</summary>
    public required bool IsChangedOutside { get; set; }

    /// <summary>What cannot be read or does not fit together, for people.</summary>
    public string? Problem { get; set; }
}
