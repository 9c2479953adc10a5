using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Access;

/// <summary>"Give bob@pve the role PVEVMUser on /vms/100", "the devs group must no longer have PVEVMUser on the dev pool".</summary>
internal sealed class GrantFrame : IFrame
{
    private const string UsualRole = "PVEVMUser";

    public bool Fits(Clause clause, Draft draft) => clause.Is("grant", "revoke", "set", "add", "allow", "remove", "delete", "lose", "have", "create", "let", "be", "enable")
        && (clause.HasAny(Slot.Role) || clause.HasObject("permission") || MeansMadeRole(clause, draft)) && (clause.HasAny(Slot.Account, Slot.Group) || draft.LastAccess is not null);

    /// <summary>"… and assign it to bob@pve": the role that the text made just before.</summary>
    private static bool MeansMadeRole(Clause clause, Draft draft) =>
        !clause.Has(Slot.Role)
        && ((draft.MadeNames.LastOrDefault().What == "role" && clause.HasAny(Slot.Account, Slot.Group, Slot.Member) && clause.Facets.Exists(f => f is { IsUsed: false, Guests.Pronoun: "one" }))
            || (clause.Is("grant", "set", "add") && clause.HasObject("role") && draft.MadeNames.Count(m => m.What == "role") == 1));

    public void Plan(Clause clause, Draft draft)
    {
        if (MeansMadeRole(clause, draft))
        {
            clause.Take(f => f.Guests?.Pronoun is not null);
            clause.Facets.Add(Facet.Of(Slot.Role, draft.MadeNames.Last(m => m.What == "role").Name));
        }

        var accounts = clause.TakeAll(Slot.Account).Select(f => f["x"]).Distinct(StringComparer.Ordinal).ToList();
        if (accounts.Count == 0 && Both(clause, draft) is { } both) accounts = both;
        if (accounts.Count > 1)
        {
            var said = clause.Facets.ToList();
            foreach (var one in accounts)
            {
                clause.Facets.Clear();
                clause.Facets.AddRange(said.Select(f => f with { }));
                Give(clause, one.Contains('!', StringComparison.Ordinal) ? "token" : "user", one, draft);
            }

            return;
        }

        var account = accounts.FirstOrDefault();
        var group = account is null ? (clause.Take(Slot.Group) ?? clause.Take(Slot.Member))?["x"] : null;
        if (account is null && group is null && clause.HasObject("group") && draft.MadeNames.LastOrDefault(m => m.What == "group").Name is { } made) group = made;
        if (account is null && group is null && draft.LastAccess is { Type: "user" } && clause.Take(f => f.Guests is { Pronoun: "one" }) is { } it)
        {
            group = draft.MadeNames.LastOrDefault(m => m.What == "group").Name;
            if (group is null) draft.Ask($"{Draft.Quote(it.Text)}: who is meant?");
        }

        var (type, name) = account is not null ? (account.Contains('!', StringComparison.Ordinal) ? "token" : "user", account) : group is not null ? ("group", group) : draft.LastAccess ?? ("", "");
        if (account is null) clause.TakeAll(Slot.Group);
        Give(clause, type, name, draft);
    }

    /// <summary>"give both the user and the token PVEVMAdmin on /vms": the two that the text made.</summary>
    private static List<string>? Both(Clause clause, Draft draft)
    {
        var pair = clause.Facets.Find(f => f is { IsUsed: false, Guests.Pronoun: "two" });
        if ((pair is null && !(clause.HasObject("user") && clause.HasObject("token")))
            || draft.MadeNames.Where(m => m.What is "user" or "token").ToList() is not [{ What: "user" } user, { What: "token" } token]
            || !token.Name.StartsWith($"{user.Name}!", StringComparison.Ordinal))
        {
            return null;
        }

        clause.TakeObject("user", "token");
        if (pair is not null) pair.IsUsed = true;
        return [user.Name, token.Name];
    }

    /// <summary>Gives or takes what the clause says.</summary>
    public static void Give(Clause clause, string type, string name, Draft draft)
    {
        clause.TakeObject("permission", "user", "group", "role", "vm", "ct");
        var takesAway = clause.Is("revoke", "remove", "delete", "lose");
        List<string> roles = [.. clause.TakeAll(Slot.Role).Select(f => f["x"]).Distinct(StringComparer.Ordinal)];
        var propagate = !clause.TakeFlag("nopropagate");
        if (!IsKnown(type, name, draft)) draft.Problem($"There is no {type} {name}.");
        if (roles.Contains("PVEAuditor")) clause.TakeFlag("readonly");
        if (roles.Count == 0)
        {
            draft.Assume($"No role is said: {UsualRole}, which may use guests and not change them.");
            roles.Add(UsualRole);
        }

        foreach (var unknown in roles.Where(r => !draft.MadeNames.Contains(("role", r)) && draft.Cluster.FindIn("/access/roles", "roleid", r) is null && draft.Cluster.Rows("/access/roles").Count > 0)) draft.Problem($"There is no role {unknown}.");
        var paths = Paths(clause, draft);
        if (paths.Count == 0 && !draft.IsStuck) draft.Ask("On what: which path, pool or guests?", "/", "/vms", "/pool/…");
        foreach (var path in paths)
        {
            foreach (var role in roles) Step(path, type, name, role, propagate, takesAway, draft);
        }
    }

    private static void Step(string path, string type, string name, string role, bool propagate, bool takesAway, Draft draft)
    {
        var holds = draft.Cluster.Rows("/access/acl").Any(r => r.Text("path") == path && r.Text("ugid") == name && r.Text("roleid") == role && r.Text("type") == type && (propagate || takesAway || !r.Flag("propagate")));
        if (holds == takesAway) draft.Do(new Grant(path, type, name, role, propagate, takesAway));
        else draft.Already(takesAway ? $"{name} does not have {role} on {path}." : $"{name} has {role} on {path} already.");
    }

    /// <summary>Whether it is there, or the text makes it.</summary>
    public static bool IsKnown(string type, string name, Draft draft) => draft.MadeNames.Contains((type, name)) || type switch
    {
        "group" => draft.Cluster.FindIn("/access/groups", "groupid", name) is not null,
        "user" => draft.Cluster.FindIn("/access/users", "userid", name) is not null,
        _ => name.Length > 0,
    };

    private static List<string> Paths(Clause clause, Draft draft)
    {
        List<string> paths = [.. clause.TakeAll(Slot.AccessPath).Concat(clause.TakeAll(Slot.Path)).Select(f => f["x"].Length > 1 ? f["x"].TrimEnd('/') : f["x"])];
        if (clause.TakeAll(Slot.Everywhere).Count > 0 || clause.Take(f => f.Slot == Slot.ClusterWide) is not null) paths.Add("/");
        if (paths.Count == 0 && clause.Facets.Exists(f => f.Guests is { IsUnbounded: true, Kind: null, Text: "everything" }) && clause.TakeAll(Slot.Guests).Count > 0) paths.Add("/");
        foreach (var pool in clause.TakeAll(Slot.Pool).Select(f => f["x"]))
        {
            if (draft.Cluster.FindPool(pool) is null && !draft.MadeNames.Contains(("pool", pool))) draft.Problem($"There is no pool {pool}.");
            paths.Add($"/pool/{draft.Cluster.FindPool(pool) ?? pool}");
        }

        foreach (var pool in clause.Facets.Where(f => f is { IsUsed: false, Guests: { IsAll: true, Pool: not null, Tag: null, Prefix: null, Node: null, Power: null, Except.Count: 0 } }).ToList())
        {
            pool.IsUsed = true;
            paths.Add($"/pool/{pool.Guests?.Pool}");
        }

        if (clause.TakeObject("pool") && paths.Count == 0 && draft.MadeNames.FirstOrDefault(m => m.What == "pool").Name is { } made) paths.Add($"/pool/{made}");
        foreach (var storage in clause.TakeAll(Slot.Storage).Concat(clause.TakeAll(Slot.PoolStorage)).Where(f => f.Has("x"))) paths.Add($"/storage/{storage["x"]}");
        if (clause.Facets.Exists(f => f.Slot == Slot.Guests && f.Guests?.Pronoun is not null)) clause.Take(f => f.Guests?.Pronoun is not null);
        if (clause.Has(Slot.Guests)) paths.AddRange((Lookup.Guests(clause, draft) ?? []).Select(t => t.Existing is { } guest ? $"/vms/{guest.Vmid}" : "/vms"));
        foreach (var node in clause.TakeAll(Slot.Node).Where(f => f.Has("x"))) paths.Add($"/nodes/{node["x"]}");
        return paths;
    }
}
