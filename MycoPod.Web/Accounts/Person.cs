namespace MycoPod.Web.Accounts;

/// <summary>Someone with an account, as the database knows them right now.</summary>
internal sealed record Person(Guid Id, string Name, string Email, bool IsAdmin, bool IsDisabled = false);
