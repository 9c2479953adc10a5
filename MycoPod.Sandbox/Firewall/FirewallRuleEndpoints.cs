using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Firewall;

/// <summary>
/// The rules of one firewall, or of one security group (pve-firewall 5.1, API2/Firewall/Rules.pm). A new rule comes first
/// whatever position it asks for, and is disabled unless it says otherwise.
/// </summary>
internal sealed class FirewallRuleEndpoints(ClusterState state, FirewallScope scope, bool isGroup) : IEndpointGroup
{
    private readonly string all = scope.At + (isGroup ? "/groups/{group}" : "/rules");
    private readonly IReadOnlyList<Parameter> named = isGroup ? [.. scope.Parameters, FirewallParameters.Group] : scope.Parameters;

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(all, scope.MayAudit, List, named),
        ApiMethod.Of("POST", all, scope.MayChange, Create, [.. named, .. FirewallParameters.NewRule]),
        ApiMethod.Get($"{all}/{{pos}}", scope.MayAudit, Read, [.. named, FirewallParameters.Position]),
        ApiMethod.Of("PUT", $"{all}/{{pos}}", scope.MayChange, Update, [.. named, .. FirewallParameters.ChangedRule]),
        ApiMethod.Of("DELETE", $"{all}/{{pos}}", scope.MayChange, Delete, [.. named, FirewallParameters.Position, CommonParameters.Digest]),
    ];

    private ApiAnswer List(ApiCall call) => state.Read(cluster =>
    {
        var rules = Rules(cluster, call);
        return ApiAnswer.List(rules.Select((rule, position) => View(rules, position)));
    });

    private ApiAnswer Read(ApiCall call) => state.Read(cluster =>
    {
        var rules = Rules(cluster, call);
        return ApiAnswer.Of(View(rules, Position(rules, call)));
    });

    private ApiAnswer Create(ApiCall call)
    {
        state.Change(cluster =>
        {
            var rules = Rules(cluster, call);
            var fields = Merged(new Dictionary<string, string>(StringComparer.Ordinal), call);
            Check(fields, cluster, call);
            rules.Insert(0, new(fields));
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        state.Change(cluster =>
        {
            var rules = Rules(cluster, call);
            SectionRules.RequireUnmodified(Digest(rules), call);
            var position = Position(rules, call);
            if (call.Parameters.OptionalWhole("moveto") is { } target && target != position)
            {
                Move(rules, position, (int)target);
                return;
            }

            var fields = Merged(rules[position].Fields, call);
            foreach (var name in SectionRules.Deletions(call))
                fields.Remove(name);
            Check(fields, cluster, call);
            rules[position] = new(fields);
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        state.Change(cluster =>
        {
            var rules = Rules(cluster, call);
            SectionRules.RequireUnmodified(Digest(rules), call);
            rules.RemoveAt(Position(rules, call));
        });
        return ApiAnswer.Nothing;
    }

    /// <summary>The target is counted before the rule is taken out, as the server counts it.</summary>
    private static void Move(List<FirewallRule> rules, int position, int target)
    {
        var rule = rules[position];
        if (target >= rules.Count)
            rules.Add(rule);
        else
            rules.Insert(target, rule);
        rules.RemoveAt(target < position ? position + 1 : position);
    }

    private Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> before, ApiCall call)
    {
        var fields = new Dictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var (name, value) in call.Parameters.All.Where(entry => entry.Key is not ("digest" or "delete" or "pos" or "moveto") && !named.Any(parameter => parameter.Name == entry.Key)))
        {
            if (value.Length == 0)
                fields.Remove(name);
            else
                fields[name] = value;
        }

        return fields;
    }

    private void Check(Dictionary<string, string> fields, ClusterDocument cluster, ApiCall call) =>
        RuleCheck.Require(fields, FirewallScope.Cluster.File(cluster, call), scope.File(cluster, call), isGroup, scope.IsGuest);

    private List<FirewallRule> Rules(ClusterDocument cluster, ApiCall call)
    {
        var file = scope.File(cluster, call);
        if (!isGroup)
            return file.Rules;
        var name = call.Parameters.Text("group");
        return file.Groups.Find(group => group.Name == name)?.Rules ?? throw ApiException.Failure($"no such security group '{name}'");
    }

    private static int Position(List<FirewallRule> rules, ApiCall call)
    {
        var position = call.Parameters.Whole("pos");
        return position < rules.Count ? (int)position : throw ApiException.Failure($"no rule at position {position}");
    }

    private static JsonObject View(List<FirewallRule> rules, int position)
    {
        var fields = rules[position].Fields;
        var view = new JsonObject { ["pos"] = position, ["enable"] = fields.TryGetValue("enable", out var enabled) ? int.Parse(enabled) : 0, ["digest"] = Digest(rules) };
        foreach (var (name, value) in fields.Where(field => field.Key != "enable"))
            view[name] = value;
        return view;
    }

    private static string Digest(List<FirewallRule> rules) => Digests.Of(rules.Select(rule =>
        string.Join(' ', rule.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}")) + "\n"));
}
