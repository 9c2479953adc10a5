namespace MycoPod.Web.Accounts;

/// <summary>Someone with an account, as the database knows them right now.</summary>
/// <param name="Address">The network address that their session is used from; none where nobody asked for a session.</param>
internal sealed record Person(Guid Id, string Name, string Email, bool IsAdmin, bool IsDisabled = false, string? Address = null);
