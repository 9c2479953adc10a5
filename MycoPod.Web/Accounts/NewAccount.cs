namespace MycoPod.Web.Accounts;

/// <summary>An account to be made.</summary>
internal sealed record NewAccount(string Name, string Role, string Email);
