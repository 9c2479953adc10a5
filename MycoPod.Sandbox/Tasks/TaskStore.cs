using System.Text.Json;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Tasks;

/// <summary>All tasks, each in a file of its own.</summary>
internal sealed class TaskStore
{
    private readonly Lock gate = new();
    private readonly string directory;
    private readonly Dictionary<string, TaskRecord> records = new(StringComparer.Ordinal);
    private long lastOrder;

    public TaskStore(string stateDirectory, DateTimeOffset now)
    {
        directory = Path.Combine(stateDirectory, "tasks");
        PrivateFiles.MakeDirectory(directory);
        foreach (var path in Directory.EnumerateFiles(directory, "*.json"))
            Adopt(path, now);
        lastOrder = records.Values.Select(record => record.Order).DefaultIfEmpty().Max();
    }

    public TaskRecord? Find(string upid)
    {
        lock (gate)
            return records.GetValueOrDefault(upid);
    }

    public IReadOnlyList<TaskRecord> All()
    {
        lock (gate)
            return [.. records.Values];
    }

    public void Add(Upid upid)
    {
        lock (gate)
            Save(new TaskRecord(upid.ToString(), ++lastOrder));
    }

    public void Append(Upid upid, string line) =>
        Update(upid, record => record with { Log = [.. record.Log, line] });

    public void Finish(Upid upid, string exitStatus, string lastLine, DateTimeOffset now) =>
        Update(upid, record => record with { Log = [.. record.Log, lastLine], ExitStatus = exitStatus, EndedAt = now });

    private void Update(Upid upid, Func<TaskRecord, TaskRecord> change)
    {
        lock (gate)
            Save(change(records[upid.ToString()]));
    }

    /// <summary>A task that ran when the process ended has lost its worker.</summary>
    private void Adopt(string path, DateTimeOffset now)
    {
        var record = JsonSerializer.Deserialize<TaskRecord>(File.ReadAllText(path), StateJson.Readable)
            ?? throw new InvalidDataException($"{path} is empty");
        if (record.IsRunning)
            Save(record with { ExitStatus = TaskRecord.Unexpected, EndedAt = now });
        else
            records[record.Upid] = record;
    }

    private void Save(TaskRecord record)
    {
        var file = record.Upid.TrimEnd(':').Replace(':', '_') + ".json";
        PrivateFiles.Replace(Path.Combine(directory, file), JsonSerializer.Serialize(record, StateJson.Readable));
        records[record.Upid] = record;
    }
}
