namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>One code that stands in for the authenticator, once. What it is, nobody can read here.</summary>
internal sealed class RecoveryCode
{
    public required Guid AccountId { get; init; }

    public required string Digest { get; init; }
}
