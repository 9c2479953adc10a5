using MycoPod.Core.Proxmox.Tasks;

namespace MycoPod.Reconciler.Execution;

/// <summary>What became of sending a change.</summary>
/// <param name="Task">The task it started.</param>
/// <param name="IsDone">The answer itself says that it is done: no task to wait for.</param>
/// <param name="UnknownSince">When it was sent, where no answer tells what became of it.</param>
/// <param name="Problem">Why there is no task, for people.</param>
internal sealed record SentChange(Upid? Task, bool IsDone, DateTimeOffset? UnknownSince, string? Problem)
{
    public static readonly SentChange Done = new(Task: null, IsDone: true, UnknownSince: null, Problem: null);

    public static SentChange Accepted(Upid task) => new(task, IsDone: false, UnknownSince: null, Problem: null);

    public static SentChange Unknown(DateTimeOffset since, string problem) => new(Task: null, IsDone: false, since, problem);

    /// <summary>Whether it was refused by a running guest after the cluster stored it for the next start.</summary>
    public bool MayBeStored { get; private init; }

    public static SentChange Stored(string problem) => Refused(problem) with { MayBeStored = true };

    public static SentChange Refused(string problem) => new(Task: null, IsDone: false, UnknownSince: null, problem);
}
