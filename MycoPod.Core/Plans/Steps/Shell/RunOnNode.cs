using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>Runs a command on a node, as root.</summary>
public sealed record RunOnNode(NodeName Node, string Command, string? Check) : Step, IShellStep
{
    public const string KindName = "run-on-node";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Shell;

    public override Effect Effect => new("node command", "run");

    public override string Title => $"Run on {Subject}: {Names.OneLine(Command)}";

    public override string Subject => $"node {Node}";

    public override NodeName? Place => Node;

    /// <summary>Not the API's to permit: SSH and the wrapper on the node decide.</summary>
    public override IReadOnlyList<Need> Needs => [];

    public override StepCall Call(int number, ICallNames names) => CallOf(Command, number, names);

    public StepCall CallOf(string command, int number, ICallNames names) => new NodeCommand(Node, Container: null, command);

    public override string Note(int number, ICallNames names) => ShellText.Note(this, number, names);

    public override string Done(ICallNames names) => Check is null ? $"The command was run on {Node}" : $"The command was run on {Node}, and its check succeeds";

    public override IEnumerable<string> CheckArguments() => ShellText.Check(this);

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckNode(Node);
}
