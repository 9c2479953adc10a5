namespace MycoPod.Core.Runs;

/// <summary>The instants of a step that must survive a crash.</summary>
public enum JournalPhase
{
    /// <summary>A request is about to be sent.</summary>
    Intent,

    /// <summary>The server accepted it and named a task.</summary>
    Task,

    /// <summary>The server refused it, or it certainly never arrived: the intent came to nothing.</summary>
    Refused,

    /// <summary>The outcome is known.</summary>
    Settled,

    /// <summary>A person ordered the step to be taken up again, whatever became of it before.</summary>
    Ordered,
}
