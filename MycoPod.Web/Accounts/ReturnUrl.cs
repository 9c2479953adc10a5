namespace MycoPod.Web.Accounts;

/// <summary>Where to go after signing in: a page of this application, whatever the address asked for.</summary>
internal static class ReturnUrl
{
    public static string Normalize(string? value)
    {
        var url = value ?? "";
        if (url.Length == 0 || url[0] != '/') url = $"/{url}";
        var leadsElsewhere = url.Length > 1 && url[1] is '/' or '\\';
        var isOdd = url.Any(char.IsControl) || url.Contains('\\') || url.Contains("://", StringComparison.Ordinal);
        var loops = url.StartsWith("/login", StringComparison.OrdinalIgnoreCase) || url.StartsWith("/logout", StringComparison.OrdinalIgnoreCase);
        return leadsElsewhere || isOdd || loops ? "/" : url;
    }
}
