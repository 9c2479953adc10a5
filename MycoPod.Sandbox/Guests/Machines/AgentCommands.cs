using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Shell;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>
/// Commands that an agent was told to run. They run for real, in the machine's private root; what became of one is told once, and forgotten with
/// the machine's memory (qemu, qga/commands.c).
/// </summary>
internal sealed class AgentCommands(PrivateRoots roots, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<(long Vmid, long Pid), AgentCommand> running = new();

    public long Start(Guest guest, string[] command, string input)
    {
        if (command is not [var program, ..])
            throw ApiException.BadParameter("command", "property is missing and it is not optional");
        if (!Bubblewrap.IsInstalled)
            throw ApiException.Failure("the sandbox runs commands in bubblewrap, which is not installed");
        var root = roots.Of(guest);
        if (!Bubblewrap.Has(root, program))
            throw ApiException.Failure($"Agent error: Guest agent command failed, error was 'Failed to execute child process “{program}” (No such file or directory)'");

        var process = Bubblewrap.Start(root, command);
        running[(guest.Vmid, process.Id)] = new(process, input, time.GetUtcNow());
        return process.Id;
    }

    public JsonObject Status(Guest guest, long pid)
    {
        if (!running.TryGetValue((guest.Vmid, pid), out var command) || command.StartedAt < guest.StartedAt)
            throw ApiException.Failure("Agent error: Invalid parameter 'pid'");
        if (!command.HasEnded)
            return new() { ["exited"] = 0 };
        if (!running.TryRemove((guest.Vmid, pid), out _))
            throw ApiException.Failure("Agent error: Invalid parameter 'pid'");
        using (command)
            return command.View();
    }

    public void Dispose()
    {
        foreach (var command in running.Values)
            command.Dispose();
    }
}
