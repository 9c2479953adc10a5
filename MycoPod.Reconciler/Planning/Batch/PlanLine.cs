using System.Text.Json;
using System.Text.Json.Nodes;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Firewalls;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Proxmox;

namespace MycoPod.Reconciler.Planning.Batch;

/// <summary>
/// An outcome as one line of JSON: <c>{"id", "plan": {"outcome", "message", "steps"}}</c>. A step is <c>{"method", "path", "params"}</c> or
/// <c>{"shell", "target", "command"}</c>; waiting changes nothing and is left out.
/// </summary>
internal static class PlanLine
{
    /// <param name="look">The cluster, which says at which position a firewall rule stands.</param>
    public static async Task<JsonObject> OfAsync(string id, PlanningOutcome outcome, IClusterLook look, CancellationToken cancellationToken) => new()
    {
        ["id"] = id,
        ["plan"] = new JsonObject
        {
            ["outcome"] = outcome.Plan is not null || outcome.IsNothingToDo ? "plan" : outcome.Questions.Count > 0 ? "clarify" : "refuse",
            ["message"] = string.Join(' ', new[] { outcome.Failure }.OfType<string>().Concat(outcome.Problems).Concat(outcome.Assumptions)),
            ["steps"] = new JsonArray([.. outcome.Plan is null ? [] : await StepsAsync(outcome.Plan, look, cancellationToken)]),
        },
    };

    private static async Task<IEnumerable<JsonNode?>> StepsAsync(Plan plan, IClusterLook look, CancellationToken cancellationToken)
    {
        var names = new BatchNames(plan);
        foreach (var (index, rule) in plan.Steps.Index().Where(s => s.Item is RemoveFirewallRule))
        {
            var query = ((RemoveFirewallRule)rule).Query(index + 1, names);
            if (await look.ReadAsync(query.Path, cancellationToken) is { ValueKind: JsonValueKind.Array } rows && rows.EnumerateArray().Select(r => r.Values()).FirstOrDefault(query.Matches)?.GetValueOrDefault("pos") is { } position) names.Positions[index + 1] = position;
        }

        return plan.Steps.Select((step, index) => (JsonNode?)Of(step, index + 1, names)).Where(s => s is not null);
    }

    private static JsonObject? Of(Step step, int number, BatchNames names) => step switch
    {
        WaitForGuest => null,
        RunInGuest run => Shell($"guest:{run.Guest.Name}", run.Command),
        RunOnNode run => Shell($"node:{run.Node}", run.Command),
        _ => step.Call(number, names) is ApiCall call ? Call(call) : null,
    };

    private static JsonObject Shell(string target, string command) => new() { ["shell"] = true, ["target"] = target, ["command"] = command };

    private static JsonObject Call(ApiCall call) => new()
    {
        ["method"] = call.Method,
        ["path"] = Uri.UnescapeDataString(call.Path.Split('?')[0]),
        ["params"] = new JsonObject(call.Parameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
    };

    /// <summary>A guest not made yet is the same text everywhere. Of what is read just before a call only positions are known.</summary>
    private sealed class BatchNames(Plan plan) : ICallNames
    {
        private readonly Dictionary<string, string> asked = plan.Steps.OfType<ICreatesGuest>().Where(s => s.Vmid is not null).ToDictionary(s => s.Made.Name, s => $"{s.Vmid}", StringComparer.Ordinal);

        public string IdOf(GuestReference guest) => guest.Vmid?.ToString() ?? asked.GetValueOrDefault(guest.Name, $"new:{guest.Name}");

        public string MarkerOf(int step) => $"mark of step {step}";

        public Dictionary<int, string> Positions { get; } = [];

        public string? Read(int step, string name) => name == "pos" ? Positions.GetValueOrDefault(step) : null;
    }
}
