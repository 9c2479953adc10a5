namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>
/// A step that runs a command. With a check it can be repeated: the command is run only where the check fails, and has done its work
/// where the check succeeds afterwards. Without one, running it is the point: once within a run, again in a new one.
/// </summary>
public interface IShellStep
{
    /// <summary>As <c>/bin/sh -c</c> takes it.</summary>
    string Command { get; }

    /// <summary>A command that succeeds (exit status 0) exactly where nothing is left to do, and changes nothing; or null.</summary>
    string? Check { get; }

    /// <summary>How any command gets where this step's is run.</summary>
    StepCall CallOf(string command, int number, ICallNames names);
}
