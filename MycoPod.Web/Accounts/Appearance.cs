namespace MycoPod.Web.Accounts;

/// <summary>How pages look to someone.</summary>
public enum Appearance
{
    Light,
    Dark,
}
