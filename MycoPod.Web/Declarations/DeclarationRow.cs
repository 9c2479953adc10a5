using MycoPod.Core.Declarations;
using MycoPod.Core.Runs;
using MycoPod.Web.Approvals;

namespace MycoPod.Web.Declarations;

/// <summary>A declaration in a list.</summary>
/// <param name="State">What was decided, and what its newest run made of it.</param>
/// <param name="RunId">Its newest run of the same revision, where there is one.</param>
/// <param name="IsCopy">Another folder stands for its id.</param>
/// <param name="Problem">What is wrong with its files, for people.</param>
/// <param name="Rejection">Why it came back to its author, while it has not been submitted again.</param>
public sealed record DeclarationRow(
    Guid Id,
    string Folder,
    int Revision,
    string Title,
    string Author,
    DateTimeOffset Created,
    DeclarationState State,
    string Excerpt,
    string Commit,
    DateTimeOffset CommittedAt,
    Guid? RunId,
    bool IsChangedOutside,
    bool IsCopy,
    string? Problem,
    Rejection? Rejection = null);
