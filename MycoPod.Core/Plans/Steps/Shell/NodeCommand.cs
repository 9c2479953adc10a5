using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>A command on a node, over SSH, by the wrapper that is all the Agent's account there may call as root.</summary>
/// <param name="Container">The number of the container that it runs in, or null where it runs on the node itself.</param>
/// <param name="Command">Travels as the wrapper's input, so that no shell on the way reads it.</param>
public sealed record NodeCommand(NodeName Node, string? Container, string Command) : StepCall
{
    public const string Wrapper = "/usr/local/sbin/mycopod-node";

    /// <summary>What is called over SSH.</summary>
    public string Line => Container is null ? $"sudo -n {Wrapper} run" : $"sudo -n {Wrapper} pct-exec {Container}";

    /// <summary>What the wrapper makes of it.</summary>
    public override string Note => Container is null
        ? $"ssh {Node}: /bin/sh -c {ShellText.Quote(Command)}"
        : $"ssh {Node}: pct exec {Container} -- /bin/sh -c {ShellText.Quote(Command)}";
}
