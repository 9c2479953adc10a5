namespace MycoPod.Web.Accounts;

/// <summary>The two roles. An Admin approves; a User drafts, previews and submits.</summary>
internal static class Roles
{
    public const string Admin = "Admin";
    public const string User = "User";

    public static readonly IReadOnlyList<string> All = [Admin, User];
}
