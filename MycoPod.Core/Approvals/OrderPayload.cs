namespace MycoPod.Core.Approvals;

/// <summary>What an order says and its signature covers.</summary>
/// <param name="Domain">Always <see cref="DomainPrefix"/>: a signature made for an approval cannot be taken for an order.</param>
/// <param name="AgentId">The Agent it is meant for.</param>
/// <param name="Subject">What exactly may go on (<see cref="OrderSubject"/>); the Agent compares it with its own record, so an order holds once.</param>
/// <param name="By">User name of the Admin.</param>
/// <param name="Role">The Admin's role then.</param>
public sealed record OrderPayload(string Domain, int Version, Guid AgentId, OrderKind Kind, string Subject, string By, string Role, DateTimeOffset Issued)
{
    public const string DomainPrefix = "mycopod-order";
    public const int CurrentVersion = 1;

    /// <summary>An order is given to an Agent that listens; one that comes later than this was held back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);
}
