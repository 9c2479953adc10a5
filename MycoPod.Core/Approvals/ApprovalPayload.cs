using MycoPod.Core.Declarations;

namespace MycoPod.Core.Approvals;

/// <summary>What an approval says and its signature covers.</summary>
/// <param name="Domain">Always <see cref="DomainPrefix"/>: a signature made for anything else cannot be taken for an approval.</param>
/// <param name="AgentId">The Agent it is meant for.</param>
/// <param name="RepositoryId">The id of the repository's first commit.</param>
/// <param name="TextDigest">SHA-256 of the declaration's text.</param>
/// <param name="PlanDigest">SHA-256 of <c>plan.json</c>.</param>
/// <param name="Approver">User name of the Admin.</param>
/// <param name="Role">The approver's role then.</param>
/// <param name="Expires">The run must start before this.</param>
/// <param name="Nonce">32 hexadecimal digits; one nonce starts one run, ever.</param>
public sealed record ApprovalPayload(
    string Domain,
    int Version,
    Guid AgentId,
    string RepositoryId,
    DeclarationId DeclarationId,
    int Revision,
    string TextDigest,
    string PlanDigest,
    string Approver,
    string Role,
    DateTimeOffset Issued,
    DateTimeOffset Expires,
    string Nonce)
{
    public const string DomainPrefix = "mycopod-approval";
    public const int CurrentVersion = 1;
    public const string AdminRole = "Admin";

    /// <summary>How long after it was given an approval may start its run.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
}
