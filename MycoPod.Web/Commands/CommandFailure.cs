namespace MycoPod.Web.Commands;

/// <summary>A command cannot do what it was asked. The message is all the person sees.</summary>
internal sealed class CommandFailure(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode => exitCode;
}
