using MycoPod.Sandbox.Http;

namespace MycoPod.Sandbox.Auth;

/// <summary>Effective privileges: the nearest rule above a path decides, and a separated token has only what its user has too.</summary>
internal sealed class Permissions(AccountsDocument accounts)
{
    private static readonly string[] StandardPaths = ["/", "/access", "/access/groups", "/nodes", "/pool", "/sdn", "/storage", "/vms"];

    public bool Has(Caller caller, string path, string privilege) => Effective(caller, path).Contains(privilege);

    public bool HasAny(Caller caller, string path, params IReadOnlyList<string> privileges) =>
        privileges.Any(privilege => Has(caller, path, privilege));

    public void Require(Caller caller, string path, params IReadOnlyList<string> privileges)
    {
        foreach (var privilege in privileges)
        {
            if (!Has(caller, path, privilege))
                throw ApiException.Forbidden($"{path}, {privilege}");
        }
    }

    public void RequireAny(Caller caller, string path, params IReadOnlyList<string> privileges)
    {
        if (!HasAny(caller, path, privileges))
            throw ApiException.Forbidden($"{path}, {string.Join('|', privileges)}");
    }

    public IReadOnlySet<string> Effective(Caller caller, string path)
    {
        var ofUser = caller.UserId == Caller.Root ? Privileges.All.ToHashSet(StringComparer.Ordinal) : Granted(caller.UserId, path);
        if (caller.TokenId is null || accounts.FindToken(caller.UserId, caller.TokenId) is not { IsSeparated: true } token)
            return ofUser;

        ofUser.IntersectWith(Granted(token.FullId, path));
        return ofUser;
    }

    /// <summary>The paths that the server lists on GET /access/permissions.</summary>
    public IEnumerable<string> KnownPaths =>
        StandardPaths.Concat(accounts.Rules.Select(rule => rule.Path)).Distinct(StringComparer.Ordinal);

    private HashSet<string> Granted(string subject, string path)
    {
        var rules = accounts.Rules.Where(rule => rule.Subject == subject && Covers(rule.Path, path)).ToArray();
        var nearest = rules.Max(rule => (int?)rule.Path.Length);
        return rules.Where(rule => rule.Path.Length == nearest)
            .SelectMany(rule => accounts.Roles[rule.Role])
            .ToHashSet(StringComparer.Ordinal);
    }

    private static bool Covers(string rule, string path) =>
        rule == "/" || path == rule || path.StartsWith(rule + "/", StringComparison.Ordinal);
}
