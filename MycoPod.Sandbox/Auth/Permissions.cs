using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Auth;

/// <summary>
/// Effective privileges (pve-access-control 8.2.2, AccessControl.pm, roles): a rule on a longer path replaces those above
/// it, a user's own rule those of its groups; members of a pool add what the pool grants; a separated token has only what its
/// user has too.
/// </summary>
internal sealed class Permissions(AccountsDocument accounts, ClusterState state)
{
    private const string NoAccess = "NoAccess";

    private static readonly string[] StandardPaths = ["/", "/access", "/access/groups", "/nodes", "/pool", "/sdn", "/storage", "/vms"];

    public bool Has(Caller caller, string path, string privilege) => Effective(caller, path).ContainsKey(privilege);

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

    public UserAccount RequireUser(string id) => accounts.FindUser(id) ?? throw ApiException.Failure($"no such user ('{id}')");

    public bool HasOnGroupOf(Caller caller, string user, params IReadOnlyList<string> privileges) =>
        accounts.GroupsOf(user).Any(group => HasAny(caller, $"/access/groups/{group.Id}", privileges));

    public bool MayModify(Caller caller, string path) => HasAny(caller, path, Modifying(path));

    public void RequireModify(Caller caller, string path) => RequireAny(caller, path, Modifying(path));

    /// <returns>Each privilege, and whether the paths below have it too.</returns>
    public IReadOnlyDictionary<string, bool> Effective(Caller caller, string path)
    {
        var ofUser = caller.UserId == Caller.Root
            ? Privileges.All.ToDictionary(privilege => privilege, _ => true, StringComparer.Ordinal)
            : Granted(caller.UserId, path);
        if (caller.TokenId is null || accounts.FindToken(caller.UserId, caller.TokenId) is not { IsSeparated: true } token)
            return ofUser;

        var ofToken = Granted(token.FullId, path);
        return ofUser.Where(entry => ofToken.ContainsKey(entry.Key))
            .ToDictionary(entry => entry.Key, entry => entry.Value && ofToken[entry.Key], StringComparer.Ordinal);
    }

    /// <summary>The paths that the server lists on GET /access/permissions.</summary>
    public IEnumerable<string> KnownPaths => StandardPaths
        .Concat(accounts.Rules.Select(rule => rule.Path))
        .Concat(state.Read<string[]>(cluster =>
        [
            .. cluster.Guests.Where(guest => guest.Pool is not null).Select(guest => $"/vms/{guest.Vmid}"),
            .. cluster.Pools.SelectMany(pool => pool.Storages).Select(storage => $"/storage/{storage}"),
        ]))
        .Distinct(StringComparer.Ordinal);

    private Dictionary<string, bool> Granted(string subject, string path)
    {
        var roles = Roles(subject, path);
        if (!roles.ContainsKey(NoAccess))
        {
            foreach (var (role, propagates) in Pools(path).SelectMany(pool => Roles(subject, $"/pool/{pool}")))
                roles.TryAdd(role, propagates);
        }

        var privileges = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (role, propagates) in roles)
        {
            foreach (var privilege in accounts.Roles.GetValueOrDefault(role, []))
                privileges[privilege] = propagates || privileges.GetValueOrDefault(privilege);
        }

        return privileges;
    }

    private Dictionary<string, bool> Roles(string subject, string path)
    {
        var groups = accounts.GroupsOf(subject).Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        var roles = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var level in Levels(path))
        {
            var rules = accounts.Rules.Where(rule => rule.Path == level && (rule.Propagates || level == path)).ToArray();
            var own = rules.Where(rule => rule.Subject == subject).ToArray();
            var deciding = own.Length > 0 ? own : rules.Where(rule => groups.Contains(rule.Subject)).ToArray();
            if (deciding.Length > 0)
                roles = deciding.GroupBy(rule => rule.Role, StringComparer.Ordinal).ToDictionary(role => role.Key, role => role.Any(rule => rule.Propagates), StringComparer.Ordinal);
        }

        return roles.ContainsKey(NoAccess) ? new(StringComparer.Ordinal) { [NoAccess] = true } : roles;
    }

    private string[] Pools(string path) => path.Split('/') switch
    {
        [_, "vms", var vmid] => state.Read<string[]>(cluster => [.. cluster.Guests.Where(guest => $"{guest.Vmid}" == vmid).Select(guest => guest.Pool).OfType<string>()]),
        [_, "storage", var id] => state.Read<string[]>(cluster => [.. cluster.Pools.Where(pool => pool.Storages.Contains(id, StringComparer.Ordinal)).Select(pool => pool.Id)]),
        _ => [],
    };

    private static IEnumerable<string> Levels(string path)
    {
        yield return "/";
        for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1))
            yield return path[..end];
        if (path != "/")
            yield return path;
    }

    private static string[] Modifying(string path) => path.Split('/') switch
    {
        [_, "storage", _, ..] => ["Permissions.Modify", "Datastore.Allocate"],
        [_, "vms", _, ..] => ["Permissions.Modify", "VM.Allocate"],
        [_, "pool", _, ..] => ["Permissions.Modify", "Pool.Allocate"],
        _ => ["Permissions.Modify"],
    };
}
