using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>Commands that an agent was told to run. It knows a few programs; what it ran is forgotten with the machine's memory.</summary>
internal sealed class AgentCommands(GuestTasks tasks)
{
    private const double RunTime = 1;
    private const long FirstPid = 800;

    private readonly ConcurrentDictionary<(long Vmid, long Pid), Command> running = new();
    private long lastPid = FirstPid;

    public long Start(Guest guest, string[] command)
    {
        var (exitCode, output) = Run(guest, command);
        var pid = Interlocked.Increment(ref lastPid);
        running[(guest.Vmid, pid)] = new(tasks.Now, exitCode, output);
        return pid;
    }

    public JsonObject Status(Guest guest, long pid)
    {
        if (!running.TryGetValue((guest.Vmid, pid), out var command) || command.StartedAt < guest.StartedAt)
            throw ApiException.Failure($"Agent error: Invalid parameter 'pid'");
        if (!tasks.HasPassed(command.StartedAt, RunTime))
            return new() { ["exited"] = 0 };

        var view = new JsonObject { ["exited"] = 1, ["exitcode"] = command.ExitCode };
        if (command.Output.Length > 0)
            view["out-data"] = command.Output;
        return view;
    }

    private static (int ExitCode, string Output) Run(Guest guest, string[] command) => command switch
    {
        ["true" or "/bin/true" or "sleep" or "sync", ..] => (0, ""),
        ["false" or "/bin/false", ..] => (1, ""),
        ["echo" or "/bin/echo", .. var words] => (0, string.Join(' ', words) + "\n"),
        ["hostname" or "/bin/hostname", ..] => (0, guest.Name + "\n"),
        ["sh" or "bash" or "/bin/sh" or "/bin/bash", ..] => (0, ""),
        [var program, ..] => throw ApiException.Failure($"Agent error: Guest agent command failed, error was 'Failed to execute child process “{program}” (No such file or directory)'"),
        [] => throw ApiException.BadParameter("command", "property is missing and it is not optional"),
    };

    private sealed record Command(DateTimeOffset StartedAt, int ExitCode, string Output);
}
