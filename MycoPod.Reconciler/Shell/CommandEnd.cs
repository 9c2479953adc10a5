namespace MycoPod.Reconciler.Shell;

/// <summary>How a command ended.</summary>
/// <param name="ExitStatus">Null where a signal ended it.</param>
/// <param name="Output">The beginning and the end of what it wrote, secrets masked.</param>
/// <param name="LastLines">The last of what it wrote as errors, or where that is nothing, of all that it wrote.</param>
internal sealed record CommandEnd(int? ExitStatus, string? Signal, string Output, string LastLines)
{
    /// <summary>Who had it stopped, or null where it ended by itself.</summary>
    public string? StoppedBy { get; init; }

    public bool IsSuccess => ExitStatus == 0;

    /// <summary>As in "exit status 3".</summary>
    public string Words => StoppedBy is not null ? $"a stop by {StoppedBy}" : ExitStatus is null ? $"signal {Signal}" : $"exit status {ExitStatus}";
}
