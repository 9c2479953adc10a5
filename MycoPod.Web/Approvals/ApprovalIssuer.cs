using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Approvals;
using MycoPod.Web.Accounts;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;

namespace MycoPod.Web.Approvals;

/// <summary>Signs approvals. The only place that touches the private key for signing, and it signs for those alone who may approve.</summary>
internal sealed class ApprovalIssuer(ECDsa key, IDbContextFactory<WebContext> databases, WebSettings settings, TimeProvider time)
{
    public const string OwnDeclaration = "This MycoPod is set so that nobody approves what they wrote themselves. Another Admin can approve it.";
    public const string NoAgent = "No Agent is paired with this MycoPod yet. Pair one with mycopod agent pair on this host.";

    private readonly ApprovalSigner signer = new(key);

    /// <summary>The Agent that approvals are meant for, or null where none is paired.</summary>
    public async Task<Guid?> FindAgentAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Agents.Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether someone may approve what <paramref name="author"/> wrote: an Admin may; what is their own, where the configuration lets them.</summary>
    public bool MayApprove(Person person, string author) => person.IsAdmin && (settings.Approvals.AuthorMayApprove || !SameName(person.Name, author));

    /// <summary>Whether what someone commits is approved in the same step.</summary>
    public bool AppliesAtOnce(Person author) => MayApprove(author, author.Name);

    /// <param name="approver">As the database knows them at this moment.</param>
    /// <param name="author">Who wrote what is approved.</param>
    /// <exception cref="UnauthorizedAccessException">They may not approve it.</exception>
    public Approval Issue(Person approver, string author, Guid agent, ApprovedContent content)
    {
        if (!MayApprove(approver, author)) throw new UnauthorizedAccessException($"{approver.Name} may not approve what {author} wrote.");
        var issued = WholeSeconds(time.GetUtcNow());
        return signer.Sign(new ApprovalPayload(
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

    /// <summary>An order that something may go on.</summary>
    /// <param name="admin">As the database knows them at this moment.</param>
    /// <param name="subject">See <see cref="OrderSubject"/>.</param>
    /// <exception cref="UnauthorizedAccessException">They are no Admin.</exception>
    public Order Issue(Person admin, Guid agent, OrderKind kind, string subject)
    {
        if (!admin.IsAdmin) throw new UnauthorizedAccessException($"{admin.Name} may give no orders.");
        return signer.Sign(new OrderPayload(OrderPayload.DomainPrefix, OrderPayload.CurrentVersion, agent, kind, subject, admin.Name, ApprovalPayload.AdminRole, WholeSeconds(time.GetUtcNow())));
    }

    private static bool SameName(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
