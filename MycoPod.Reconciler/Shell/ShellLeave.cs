using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Plans.Validation;
using MycoPod.Reconciler.Configuration;

namespace MycoPod.Reconciler.Shell;

/// <summary>Which commands on nodes the Agent's host allows. Web cannot change it. Asked at preview, and again before each step.</summary>
/// <param name="File">The configuration file that says so.</param>
internal sealed record ShellLeave(bool PctExec, bool NodeCommands, string File)
{
    public static ShellLeave Of(AgentConfiguration configuration) => new(configuration.PctExec, configuration.NodeCommands, configuration.File);

    public IEnumerable<PlanProblem> Check(Plan plan) =>
        plan.Steps.Index().Select(s => (s.Index, Text: Refuse(s.Item))).Where(s => s.Text is not null).Select(s => new PlanProblem(s.Index + 1, s.Text ?? ""));

    /// <summary>Why a step may not be carried out, or null.</summary>
    public string? Refuse(Step step) => step switch
    {
        RunOnNode { Node: var node } when !NodeCommands => $"Commands on nodes are not allowed here, so nothing is run on {node}. {Mend("nodeCommands")}",
        RunInGuest { Way: ShellWay.Pct, Guest.Name: var name } when !PctExec => $"Commands in containers go by way of their nodes and are not allowed here, so nothing is run in {name}. {Mend("pctExec")}",
        _ => null,
    };

    private string Mend(string key) => $"Whoever runs the Agent can allow them: \"{key}\": true in {File}.";
}
