using System.Text;
using System.Text.Json;
using MycoPod.Core.Approvals;
using MycoPod.Core.Declarations;
using MycoPod.Core.Json;
using MycoPod.Core.Plans;
using MycoPod.Web.Approvals;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>Makes a row of the index from a folder. Whatever is wrong in it becomes a problem for people, never a crash.</summary>
internal static class DeclarationReader
{
    public static IndexedDeclaration Read(FolderContent content)
    {
        List<string> problems = [];
        try
        {
            return Read(content, Document(content, problems), problems);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // One folder must never keep the others from being read, whatever somebody put into it.
            return Read(content with { Files = new Dictionary<string, byte[]>(StringComparer.Ordinal) }, null, [$"This folder cannot be read: {e.Message}"]);
        }
    }

    private static IndexedDeclaration Read(FolderContent content, DeclarationDocument? document, List<string> problems)
    {
        var plan = content.Files.GetValueOrDefault(DeclarationFolder.Plan);
        CheckPlan(content, plan, problems);
        var approval = ReadApproval(content, problems);
        var rejection = document?.Header.Status == DeclarationStatus.Draft ? EarlierDecision.RejectionOf(content) : null;
        var text = document?.Text ?? Utf8(content.Files.GetValueOrDefault(DeclarationFolder.Text));
        return new()
        {
            Folder = content.Folder,
            Id = document?.Header.Id.Value ?? Guid.Empty,
            Revision = document?.Header.Revision ?? 0,
            Title = Storable(document?.Header.Title ?? content.Folder),
            Author = Storable(document?.Header.Author ?? "unknown"),
            Status = document?.Header.Status ?? DeclarationStatus.Draft,
            Text = Storable(text),
            TextDigest = document?.ComputeTextDigest() ?? "",
            Plan = plan,
            PlanDigest = plan is null ? null : Digest.Of(plan),
            Approver = approval is null ? null : Storable(approval.Approver),
            ApprovedAt = approval?.Issued.ToUniversalTime(),
            ApprovalExpires = approval?.Expires.ToUniversalTime(),
            Comment = rejection is null ? null : Storable(rejection.Comment),
            RejectedBy = rejection is null ? null : Storable(rejection.By),
            RejectedAt = rejection?.At,
            Created = document?.Header.Created ?? content.CommittedAt.ToUniversalTime(),
            Commit = content.Commit,
            CommittedAt = content.CommittedAt.ToUniversalTime(),
            Tree = content.Tree,
            IsChangedOutside = !content.IsByMycoPod,
            Problem = problems.Count == 0 ? null : Storable(string.Join('\n', problems)),
        };
    }

    /// <summary>The document in a folder, or null with the reason added to <paramref name="problems"/>.</summary>
    public static DeclarationDocument? Document(FolderContent content, List<string> problems)
    {
        if (!content.Files.TryGetValue(DeclarationFolder.Text, out var bytes))
        {
            problems.Add("declaration.md is missing or too large.");
            return null;
        }

        try
        {
            var document = DeclarationDocument.Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
            if (!RightfulFolder.Fits(content.Folder, document.Header.Id)) problems.Add("The folder's name does not belong to the declaration's id: it may be a copy.");
            return document;
        }
        catch (DecoderFallbackException)
        {
            problems.Add("declaration.md is not UTF-8.");
        }
        catch (FormatException e)
        {
            problems.Add(e.Message);
        }

        return null;
    }

    private static void CheckPlan(FolderContent content, byte[]? bytes, List<string> problems)
    {
        if (bytes is null)
        {
            problems.Add("plan.json is missing or too large.");
            return;
        }

        try
        {
            var forPeople = Utf8(content.Files.GetValueOrDefault(DeclarationFolder.PlanForPeople));
            if (PlanMarkdown.Write(Plan.FromBytes(bytes)) != forPeople) problems.Add("plan.md does not say what plan.json does. plan.json is what counts.");
        }
        catch (JsonException e)
        {
            problems.Add($"plan.json cannot be read: {e.Message}");
        }
    }

    private static ApprovalPayload? ReadApproval(FolderContent content, List<string> problems)
    {
        if (!content.Files.TryGetValue(DeclarationFolder.Approval, out var bytes)) return null;
        try
        {
            return Approval.FromBytes(bytes).Payload;
        }
        catch (JsonException e)
        {
            problems.Add($"approval.json cannot be read: {e.Message}");
            return null;
        }
    }

    private static string Utf8(byte[]? bytes) => bytes is null ? "" : Encoding.UTF8.GetString(bytes);

    /// <summary>PostgreSQL stores every character but one, and no half of a surrogate pair.</summary>
    private static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "�", StringComparison.Ordinal);
}
