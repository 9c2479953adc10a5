using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Approvals;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;

namespace MycoPod.Web.Approvals;

/// <summary>Signs approvals. The only place that touches the private key for signing, and it signs for Admins alone.</summary>
internal sealed class ApprovalIssuer(ECDsa key, IDbContextFactory<WebContext> databases, TimeProvider time)
{
    public const string NoAgent = "No Agent is paired with this MycoPod yet. Pair one with mycopod agent pair on this host.";

    private readonly ApprovalSigner signer = new(key);

    /// <summary>The Agent that approvals are meant for, or null where none is paired.</summary>
    public async Task<Guid?> FindAgentAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Agents.Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <param name="approver">As the database knows them at this moment.</param>
    /// <exception cref="UnauthorizedAccessException">They are no Admin.</exception>
    public Approval Issue(Person approver, Guid agent, ApprovedContent content)
    {
        if (!approver.IsAdmin) throw new UnauthorizedAccessException($"{approver.Name} is no Admin and cannot approve.");
        var issued = WholeSeconds(time.GetUtcNow());
        return signer.Sign(new(
            ApprovalPayload.DomainPrefix,
            ApprovalPayload.CurrentVersion,
            agent,
            content.RepositoryId,
            content.DeclarationId,
            content.Revision,
            content.TextDigest,
            content.PlanDigest,
            approver.Name,
            ApprovalPayload.AdminRole,
            issued,
            issued + ApprovalPayload.Lifetime,
            ApprovalSigner.NewNonce()));
    }

    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
