namespace MycoPod.Core.Proxmox.Tasks;

/// <summary>Where a task stands.</summary>
/// <param name="ExitStatus">Once it is stopped: <c>OK</c>, <c>WARNINGS: n</c>, or the error's text.</param>
public sealed record TaskState(bool IsRunning, string? ExitStatus)
{
    /// <summary>Warnings are a success to be shown (facts: Tasks).</summary>
    public bool IsSuccess => !IsRunning && (ExitStatus == "OK" || HasWarnings);

    public bool HasWarnings => ExitStatus?.StartsWith("WARNINGS:", StringComparison.Ordinal) == true;
}
