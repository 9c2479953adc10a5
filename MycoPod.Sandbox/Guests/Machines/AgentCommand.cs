using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>One command of an agent, and what it has written so far.</summary>
internal sealed class AgentCommand : IDisposable
{
    /// <summary>An agent keeps no more of either output (qemu, qga/commands.c: GUEST_EXEC_MAX_OUTPUT).</summary>
    private const int MostOutput = 16 << 20;

    private readonly Process process;
    private readonly Task<(string Text, bool IsCut)> output;
    private readonly Task<(string Text, bool IsCut)> errors;

    public AgentCommand(Process process, string input, DateTimeOffset startedAt)
    {
        this.process = process;
        StartedAt = startedAt;
        output = ReadAsync(process.StandardOutput.BaseStream);
        errors = ReadAsync(process.StandardError.BaseStream);
        _ = WriteAsync(process.StandardInput, input);
    }

    public DateTimeOffset StartedAt { get; }

    public bool HasEnded => process.HasExited && output.IsCompleted && errors.IsCompleted;

    public JsonObject View()
    {
        var view = new JsonObject { ["exited"] = 1, ["exitcode"] = process.ExitCode };
        Add(view, "out", output.Result);
        Add(view, "err", errors.Result);
        return view;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static void Add(JsonObject view, string name, (string Text, bool IsCut) read)
    {
        if (read.Text.Length > 0)
            view[$"{name}-data"] = read.Text;
        if (read.IsCut)
            view[$"{name}-truncated"] = 1;
    }

    private static async Task WriteAsync(StreamWriter writer, string input)
    {
        try
        {
            await using (writer)
                await writer.WriteAsync(input);
        }
        catch (IOException)
        {
            // The command did not want to read it.
        }
    }

    private static async Task<(string Text, bool IsCut)> ReadAsync(Stream stream)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[8192];
        var isCut = false;
        for (var read = await stream.ReadAsync(buffer); read > 0; read = await stream.ReadAsync(buffer))
        {
            var room = (int)Math.Min(read, MostOutput - kept.Length);
            kept.Write(buffer, 0, room);
            isCut |= room < read;
        }

        return (Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length), isCut);
    }
}
