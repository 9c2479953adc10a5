using System.Text.Json;
using MycoPod.Core.Link;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Execution;

/// <summary>Whether reconciling rests, kept in a file of the Agent's own: a restart does not end a pause.</summary>
internal sealed class PauseSwitch
{
    private const string FileName = "paused.json";

    private readonly Lock gate = new();
    private readonly ProtectedDirectory directory;
    private readonly TimeProvider time;
    private Pause? current;

    public PauseSwitch(ProtectedDirectory directory, TimeProvider time)
    {
        (this.directory, this.time) = (directory, time);
        if (directory.Find(FileName) is { } file) current = Read(file);
    }

    /// <summary>Raised after a change, on the thread that made it.</summary>
    public event Action? Changed;

    public Pause? Current
    {
        get
        {
            lock (gate) return current;
        }
    }

    /// <summary>A pause that is there already stays whose it is.</summary>
    public void Begin(string by)
    {
        lock (gate)
        {
            if (current is not null) return;
            var pause = new Pause(by, time.GetUtcNow());
            directory.Write(FileName, JsonSerializer.SerializeToUtf8Bytes(pause));
            current = pause;
        }

        Changed?.Invoke();
    }

    public void End()
    {
        lock (gate)
        {
            directory.Delete(FileName);
            current = null;
        }

        Changed?.Invoke();
    }

    /// <summary>A file that cannot be read is a pause all the same.</summary>
    private Pause Read(byte[] file)
    {
        try
        {
            if (JsonSerializer.Deserialize<Pause>(file) is { } pause) return pause;
        }
        catch (JsonException)
        {
            // Whose it was and since when is lost; that it rests is not.
        }

        return new("somebody", time.GetUtcNow());
    }
}
