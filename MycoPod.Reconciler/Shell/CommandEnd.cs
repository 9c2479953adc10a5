namespace MycoPod.Reconciler.Shell;

/// <summary>How a command ended.</summary>
/// <param name="ExitStatus">Null where a signal ended it.</param>
/// <param name="Output">The beginning and the end of what it wrote, secrets masked.</param>
internal sealed record CommandEnd(int? ExitStatus, string? Signal, string Output)
{
    private const int LinesShown = 5;

    public bool IsSuccess => ExitStatus == 0;

    /// <summary>As in "exit status 3".</summary>
    public string Words => ExitStatus is null ? $"signal {Signal}" : $"exit status {ExitStatus}";

    public string LastLines => string.Join('\n', Output.TrimEnd().Split('\n').TakeLast(LinesShown));
}
