namespace MycoPod.Sandbox.Tasks;

/// <summary>A worker dies: the message becomes the task's exit status and its last log line.</summary>
internal sealed class TaskFailureException(string message) : Exception(message);
