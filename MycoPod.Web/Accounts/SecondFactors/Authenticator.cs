namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Someone's authenticator. Where there is one, logging in needs a code of it.</summary>
internal sealed class Authenticator
{
    public required Guid AccountId { get; init; }

    /// <summary>The key it shares with the person's device, sealed: the database alone does not open it.</summary>
    public required string SealedKey { get; init; }

    /// <summary>The time step of the newest code that was taken; it and earlier ones are taken no more.</summary>
    public required long LastStep { get; init; }
}
