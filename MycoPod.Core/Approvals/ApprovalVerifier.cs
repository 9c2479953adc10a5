using System.Security.Cryptography;

namespace MycoPod.Core.Approvals;

/// <summary>
/// Checks an approval against Web's pinned public key and against what lies beside it. Whether its nonce was used before is
/// the Agent's record to tell: an ECDSA signature has a twin that verifies as well, so once-ness cannot hang on its bytes.
/// </summary>
/// <param name="restoredAt">Since when the record of what was done is whole, asked at each check; null where it always was.</param>
public sealed class ApprovalVerifier(ECDsa webKey, Guid agentId, TimeProvider time, Func<DateTimeOffset?>? restoredAt = null)
{
    /// <summary>Clocks of two hosts may differ by this much.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);

    public ApprovalVerdict Verify(Approval approval, ApprovedContent content)
    {
        var payload = approval.Payload;
        if (!SignedJson.Holds(webKey, payload, approval.Signature)) return new("The approval is not signed by this MycoPod.");
        if (payload.Domain != ApprovalPayload.DomainPrefix || payload.Version != ApprovalPayload.CurrentVersion) return new("The approval is of another kind or version.");
        if (payload.AgentId != agentId) return new("The approval is meant for another Agent.");
        if (payload.Role != ApprovalPayload.AdminRole) return new("The approval was not given by an Admin.");
        if (payload.RepositoryId != content.RepositoryId) return new("The approval belongs to another repository, or the history of this one was rewritten.");
        if (payload.DeclarationId != content.DeclarationId) return new("The approval belongs to another declaration.");
        if (payload.Revision != content.Revision) return new($"The approval is for revision {payload.Revision}, but revision {content.Revision} lies here.");
        if (payload.TextDigest != content.TextDigest) return new("The declaration's text was changed after it was approved.");
        if (payload.PlanDigest != content.PlanDigest) return new("The plan was changed after it was approved.");
        return VerifyTimes(payload);
    }

    private ApprovalVerdict VerifyTimes(ApprovalPayload payload)
    {
        var now = time.GetUtcNow();
        if (payload.Issued > now + ClockTolerance) return new("The approval is dated in the future. Check the clocks of both hosts.");
        if (payload.Issued - ClockTolerance < restoredAt?.Invoke())
            return new("MycoPod was restored from a backup after this was approved, which does not tell whether it was carried out already. Look at the cluster, then approve it again, two minutes after the restore at the earliest.", IsExpired: true);
        if (payload.Expires > payload.Issued + ApprovalPayload.Lifetime) return new("The approval claims a longer life than approvals have.");
        return now >= payload.Expires
            ? new($"The approval expired at {payload.Expires:yyyy-MM-dd HH:mm} UTC before its run could start. Approve it again.", IsExpired: true)
            : ApprovalVerdict.Valid;
    }
}
