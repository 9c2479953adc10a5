using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Firewall;

/// <summary>IP sets: named lists of addresses (pve-firewall 5.1, API2/Firewall/IPSet.pm).</summary>
internal sealed class SetEndpoints(ClusterState state, FirewallScope scope) : IEndpointGroup
{
    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get($"{scope.At}/ipset", scope.MayAudit, List, scope.Parameters),
        ApiMethod.Of("POST", $"{scope.At}/ipset", scope.MayChange, Create, Named(FirewallParameters.Comment, CommonParameters.Digest, FirewallParameters.Rename)),
        ApiMethod.Get($"{scope.At}/ipset/{{name}}", scope.MayAudit, Entries, Named()),
        ApiMethod.Of("POST", $"{scope.At}/ipset/{{name}}", scope.MayChange, Add, Named(FirewallParameters.SetCidr, FirewallParameters.Comment, FirewallParameters.NoMatch)),
        ApiMethod.Of("DELETE", $"{scope.At}/ipset/{{name}}", scope.MayChange, Delete, Named(Parameter.Flag("force"))),
        ApiMethod.Get($"{scope.At}/ipset/{{name}}/{{cidr}}", scope.MayAudit, Entry, Named(FirewallParameters.SetCidr)),
        ApiMethod.Of(
            "PUT",
            $"{scope.At}/ipset/{{name}}/{{cidr}}",
            scope.MayChange,
            Update,
            Named(FirewallParameters.SetCidr, FirewallParameters.Comment, CommonParameters.Digest, FirewallParameters.NoMatch)),
        ApiMethod.Of("DELETE", $"{scope.At}/ipset/{{name}}/{{cidr}}", scope.MayChange, Remove, Named(FirewallParameters.SetCidr, CommonParameters.Digest)),
    ];

    private Parameter[] Named(params Parameter[] more) => [.. scope.Parameters, FirewallParameters.Name, .. more];

    private ApiAnswer List(ApiCall call) => state.Read(cluster =>
    {
        var sets = scope.File(cluster, call).Sets;
        return ApiAnswer.List(sets.OrderBy(set => set.Name, StringComparer.Ordinal).Select(set =>
        {
            var view = new JsonObject { ["name"] = set.Name, ["digest"] = Digest(sets) };
            if (set.Comment is { Length: > 0 })
                view["comment"] = set.Comment;
            return view;
        }));
    });

    /// <summary>With "rename" an existing set gets another name or comment.</summary>
    private ApiAnswer Create(ApiCall call)
    {
        state.Change(cluster =>
        {
            var sets = scope.File(cluster, call).Sets;
            var (name, comment) = (call.Parameters.Text("name"), call.Parameters.OptionalText("comment"));
            SectionRules.RequireUnmodified(Digest(sets), call);
            if (call.Parameters.OptionalText("rename") is not { } old)
            {
                RequireFree(sets, name);
                sets.Add(new(name, comment));
                return;
            }

            var set = sets.Find(known => known.Name == old) ?? throw ApiException.BadParameter("name", $"IPSet '{old}' does not exist");
            if (old != name)
                RequireFree(sets, name);
            sets[sets.IndexOf(set)] = set with { Name = name, Comment = comment ?? set.Comment };
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Entries(ApiCall call) => state.Read(cluster =>
    {
        var set = Require(cluster, call);
        return ApiAnswer.List(set.Entries.Select(entry => View(set, entry)));
    });

    private ApiAnswer Add(ApiCall call)
    {
        state.Change(cluster =>
        {
            var set = Require(cluster, call);
            var cidr = call.Parameters.Text("cidr");
            if (set.Entries.Exists(entry => entry.Cidr == cidr))
                throw ApiException.BadParameter("cidr", $"address '{cidr}' already exists");
            set.Entries.Insert(0, new(cidr, call.Parameters.OptionalText("comment"), call.Parameters.Flag("nomatch")));
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        state.Change(cluster =>
        {
            var set = Require(cluster, call);
            if (set.Entries.Count > 0 && !call.Parameters.Flag("force"))
                throw ApiException.Failure($"IPSet '{set.Name}' is not empty");
            scope.File(cluster, call).Sets.Remove(set);
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Entry(ApiCall call) => state.Read(cluster =>
    {
        var set = Require(cluster, call);
        return ApiAnswer.Of(View(set, RequireEntry(set, call)));
    });

    private ApiAnswer Update(ApiCall call)
    {
        state.Change(cluster =>
        {
            var set = Require(cluster, call);
            SectionRules.RequireUnmodified(EntryDigest(set), call);
            var entry = RequireEntry(set, call);
            set.Entries[set.Entries.IndexOf(entry)] = new(entry.Cidr, call.Parameters.OptionalText("comment"), call.Parameters.Flag("nomatch"));
        });
        return ApiAnswer.Nothing;
    }

    /// <summary>Removing what is not there is no mistake.</summary>
    private ApiAnswer Remove(ApiCall call)
    {
        state.Change(cluster =>
        {
            var set = Require(cluster, call);
            SectionRules.RequireUnmodified(EntryDigest(set), call);
            set.Entries.RemoveAll(entry => entry.Cidr == call.Parameters.Text("cidr"));
        });
        return ApiAnswer.Nothing;
    }

    private FirewallSet Require(ClusterDocument cluster, ApiCall call)
    {
        var name = call.Parameters.Text("name");
        return scope.File(cluster, call).Sets.Find(set => set.Name == name) ?? throw ApiException.Failure($"no such IPSet '{name}'");
    }

    private static FirewallSetEntry RequireEntry(FirewallSet set, ApiCall call) =>
        set.Entries.Find(entry => entry.Cidr == call.Parameters.Text("cidr")) ?? throw ApiException.BadParameter("cidr", "no such IP/Network");

    private static void RequireFree(List<FirewallSet> sets, string name)
    {
        if (sets.Exists(set => set.Name == name))
            throw ApiException.BadParameter("name", $"IPSet '{name}' already exists");
    }

    private static JsonObject View(FirewallSet set, FirewallSetEntry entry)
    {
        var view = new JsonObject { ["cidr"] = entry.Cidr, ["digest"] = EntryDigest(set) };
        if (entry.Comment is { Length: > 0 })
            view["comment"] = entry.Comment;
        if (entry.IsExcluded)
            view["nomatch"] = 1;
        return view;
    }

    private static string Digest(List<FirewallSet> sets) => Digests.Of(sets.Select(set => $"{set.Name} {set.Comment}\n"));

    private static string EntryDigest(FirewallSet set) => Digests.Of(set.Entries);
}
