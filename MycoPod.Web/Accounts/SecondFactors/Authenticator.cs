namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Someone's authenticator: on where the account says so, otherwise being set up.</summary>
internal sealed class Authenticator
{
    public required Guid AccountId { get; init; }

    /// <summary>The key it shares with the person's device, sealed: the database alone does not open it.</summary>
    public required string SealedKey { get; set; }

    /// <summary>The time step of the newest code that was taken; it and earlier ones are taken no more.</summary>
    public long LastStep { get; init; }
}
