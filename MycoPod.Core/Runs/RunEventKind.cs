namespace MycoPod.Core.Runs;

/// <summary>What happened in a run.</summary>
public enum RunEventKind
{
    RunQueued,
    RunStarted,
    StepStarted,

    /// <summary>A line: of a task's log, of an exchange, or of what the Agent found.</summary>
    Output,
    Retrying,
    StepFinished,
    RunFinished,
}
