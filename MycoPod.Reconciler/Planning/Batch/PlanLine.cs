using System.Text.Json.Nodes;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Shell;

namespace MycoPod.Reconciler.Planning.Batch;

/// <summary>
/// An outcome as one line of JSON: <c>{"id", "plan": {"outcome", "message", "steps"}}</c>. A step is <c>{"method", "path", "params"}</c> or
/// <c>{"shell", "target", "command"}</c>; waiting changes nothing and is left out.
/// </summary>
internal static class PlanLine
{
    public static JsonObject Of(string id, PlanningOutcome outcome) => new()
    {
        ["id"] = id,
        ["plan"] = new JsonObject
        {
            ["outcome"] = outcome.Plan is not null || outcome.IsNothingToDo ? "plan" : outcome.Questions.Count > 0 ? "clarify" : "refuse",
            ["message"] = string.Join(' ', new[] { outcome.Failure }.OfType<string>().Concat(outcome.Problems).Concat(outcome.Assumptions)),
            ["steps"] = new JsonArray([.. outcome.Plan is null ? [] : Steps(outcome.Plan)]),
        },
    };

    private static IEnumerable<JsonNode?> Steps(Plan plan)
    {
        var names = new BatchNames(plan);
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

    /// <summary>A guest not made yet is the same text everywhere; nothing is read before.</summary>
    private sealed class BatchNames(Plan plan) : ICallNames
    {
        private readonly Dictionary<string, string> asked = plan.Steps.OfType<ICreatesGuest>().Where(s => s.Vmid is not null).ToDictionary(s => s.Made.Name, s => $"{s.Vmid}", StringComparer.Ordinal);

        public string IdOf(GuestReference guest) => guest.Vmid?.ToString() ?? asked.GetValueOrDefault(guest.Name, $"new:{guest.Name}");

        public string MarkerOf(int step) => $"mark of step {step}";

        public string? Read(int step, string name) => name == "pos" ? "0" : null;
    }
}
