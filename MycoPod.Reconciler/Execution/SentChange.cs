using MycoPod.Core.Proxmox.Tasks;

namespace MycoPod.Reconciler.Execution;

/// <summary>What became of sending a change.</summary>
/// <param name="Task">The task it started.</param>
/// <param name="UnknownSince">When it was sent, where no answer tells what became of it.</param>
/// <param name="Problem">Why there is no task, for people.</param>
internal sealed record SentChange(Upid? Task, DateTimeOffset? UnknownSince, string? Problem)
{
    public static SentChange Accepted(Upid task) => new(task, UnknownSince: null, Problem: null);

    public static SentChange Unknown(DateTimeOffset since, string problem) => new(Task: null, since, problem);

    public static SentChange Refused(string problem) => new(Task: null, UnknownSince: null, problem);
}
