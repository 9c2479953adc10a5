using MycoPod.Core.Data;
using MycoPod.Core.Runs;

namespace MycoPod.Reconciler.Execution;

/// <summary>One transaction's worth of record about a run.</summary>
internal sealed class LedgerEntry(RunsContext context, Run run, RunStep? step, DateTimeOffset now)
{
    private readonly List<RunEvent> events = [];

    public Run Run => run;

    public RunStep Step => step ?? throw new InvalidOperationException("This entry is about no step.");

    public DateTimeOffset Now => now;

    /// <summary>Whether it tells of something that is about to be sent.</summary>
    public bool HasIntent { get; private set; }

    public void Event(RunEventKind kind, string? text = null, string? status = null) => Add(kind, text, status, node: step?.Node, exchangeId: null, taskLine: null);

    /// <summary>A line of the log.</summary>
    /// <param name="taskLine">Its number in the Proxmox task's log, where it stands there.</param>
    public void Line(string text, string? node = null, long? exchangeId = null, int? taskLine = null) =>
        Add(RunEventKind.Output, text, status: null, node ?? step?.Node, exchangeId, taskLine);

    public void Journal(JournalPhase phase, int? vmid = null, string? upid = null, string? detail = null)
    {
        HasIntent |= phase == JournalPhase.Intent;
        context.Add(new JournalEntry
        {
            RunId = run.Id,
            StepNumber = Step.Number,
            Phase = phase,
            At = now,
            Vmid = vmid,
            Upid = upid,
            Detail = detail is null ? null : StorableText.Of(detail),
        });
    }

    /// <summary>Closes a step that is open while its run ends: it is not begun, or what became of it is not known.</summary>
    /// <param name="unbegun">What a step becomes that is not begun: skipped or cancelled.</param>
    public void Close(StepStatus unbegun = StepStatus.Skipped)
    {
        if (Step.Status is not (StepStatus.Running or StepStatus.Pending)) return;
        Step.Become(Step.Status == StepStatus.Pending ? unbegun : StepStatus.Failed);
        Step.Result = Step.Status == StepStatus.Failed ? "What became of it is not known." : null;
        Step.FinishedAt = now;
        Event(RunEventKind.StepFinished, Step.Result, Step.Status.ToString());
    }

    /// <summary>Puts a step back among those that are to be carried out.</summary>
    public void Reopen()
    {
        if (Step.Status == StepStatus.Failed) Journal(JournalPhase.Ordered, Step.Vmid);
        Step.Become(StepStatus.Pending);
        (Step.Result, Step.StartedAt, Step.FinishedAt, Step.Upid) = (null, null, null, null);
    }

    /// <summary>Ends the run itself; its steps are ended before.</summary>
    public void EndRun(RunStatus status, string? reason)
    {
        if (run.Status == RunStatus.Queued && !run.Status.MayBecome(status)) run.Become(RunStatus.Running);
        run.Become(status);
        run.Reason = reason is null ? null : StorableText.Of(reason);
        run.Warning = null;
        run.FinishedAt = now;
        Event(RunEventKind.RunFinished, reason, status.ToString());
    }

    /// <summary>What happened, in order; stored with everything else of this entry.</summary>
    public IReadOnlyList<RunEvent> Events => events;

    private void Add(RunEventKind kind, string? text, string? status, string? node, long? exchangeId, int? taskLine) => events.Add(new RunEvent
    {
        RunId = run.Id,
        Sequence = ++run.LastSequence,
        Kind = kind,
        At = now,
        StepNumber = step?.Number,
        Node = node,
        Text = text is null ? null : StorableText.Of(text),
        Status = status,
        ExchangeId = exchangeId,
        TaskLine = taskLine,
    });
}
