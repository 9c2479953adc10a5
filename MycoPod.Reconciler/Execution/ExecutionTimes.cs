namespace MycoPod.Reconciler.Execution;

/// <summary>The waiting times of execution, in one place.</summary>
internal sealed record ExecutionTimes
{
    public static readonly ExecutionTimes Default = new();

    /// <summary>The pause before the first retry; the next ones are longer.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause between two looks at the cluster.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A node passes requests on for up to 30 s (facts: HTTP); what left no trace by then never arrived.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>
    /// As <see cref="Grace"/>, for requests that are carried out within their answer: the node that answers gives up after 30 s and the work goes on
    /// (facts: HTTP), as when a storage of another host is mounted.
    /// </summary>
    public TimeSpan GraceOfWork { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long something else may be at a guest before a step gives up waiting for it.</summary>
    public TimeSpan LongestLock { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The first and the longest pause between two looks at a task.</summary>
    public TimeSpan TaskInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestTaskInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause after one between two looks at a task: half as long again, up to the longest.</summary>
    public TimeSpan NextTaskInterval(TimeSpan interval) => Longer(interval, LongestTaskInterval);

    internal static TimeSpan Longer(TimeSpan interval, TimeSpan longest) => interval * 1.5 < longest ? interval * 1.5 : longest;

    /// <summary>How long the answer to a change is waited for once the Agent is to end.</summary>
    public TimeSpan LastAnswer { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection over SSH may take to be made.</summary>
    public TimeSpan LongestConnecting { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a command may run.</summary>
    public TimeSpan LongestCommand { get; init; } = TimeSpan.FromHours(2);
}
