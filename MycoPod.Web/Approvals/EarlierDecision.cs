using System.Text;
using System.Text.Json;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Approvals;

/// <summary>Tells who came first where a declaration no longer waits for a decision.</summary>
internal static class EarlierDecision
{
    /// <returns>Why it cannot be decided any more, for people; null while it is pending.</returns>
    public static string? Find(FolderContent content, DeclarationStatus status) => status switch
    {
        DeclarationStatus.PendingApproval => null,
        DeclarationStatus.Ready => $"Already decided by {ApprovalOf(content)?.Payload.Approver ?? "someone else"}.",
        DeclarationStatus.Draft => $"Already decided by {RejectionOf(content)?.By ?? "someone else"}.",
        _ => "Already decided: it was withdrawn.",
    };

    public static Approval? ApprovalOf(FolderContent content)
    {
        try
        {
            return content.Files.TryGetValue(DeclarationFolder.Approval, out var bytes) ? Approval.FromBytes(bytes) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Rejection? RejectionOf(FolderContent content) =>
        content.Files.TryGetValue(DeclarationFolder.Comment, out var bytes) ? Rejection.Read(Encoding.UTF8.GetString(bytes)) : null;
}
