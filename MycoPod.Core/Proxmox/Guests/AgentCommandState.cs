namespace MycoPod.Core.Proxmox.Guests;

/// <summary>A command of a guest agent.</summary>
/// <param name="ExitStatus">Null while it runs, or where a signal ended it.</param>
/// <param name="Signal">The number of that signal.</param>
/// <param name="IsTruncated">The agent did not keep all of its output.</param>
public sealed record AgentCommandState(bool HasEnded, int? ExitStatus, string? Signal, string Output, string Errors, bool IsTruncated);
