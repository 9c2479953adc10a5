using System.Text.Json;

namespace MycoPod.Sandbox.State;

/// <summary>One reader or writer at a time; a change is on disk before it returns, hence before any answer that reports it.</summary>
internal sealed class ClusterState
{
    private readonly Lock gate = new();
    private readonly string path;
    private readonly ClusterDocument document;
    private Action<ClusterDocument>? watcher;

    public ClusterState(string directory, Func<ClusterDocument> seed)
    {
        path = Path.Combine(directory, "cluster.json");
        if (File.Exists(path))
        {
            document = JsonSerializer.Deserialize<ClusterDocument>(File.ReadAllText(path), StateJson.Readable)
                ?? throw new InvalidDataException($"{path} is empty");
            return;
        }

        document = seed();
        Save();
    }

    public T Read<T>(Func<ClusterDocument, T> query)
    {
        lock (gate)
            return query(document);
    }

    /// <summary>A change that throws must throw before it touches the document.</summary>
    public T Change<T>(Func<ClusterDocument, T> change)
    {
        lock (gate)
        {
            var result = change(document);
            Save();
            watcher?.Invoke(document);
            return result;
        }
    }

    /// <summary>Shows the cluster as it is now, and after each change before anybody else sees that.</summary>
    public void Watch(Action<ClusterDocument> watch)
    {
        lock (gate)
        {
            watch(document);
            watcher += watch;
        }
    }

    public void Change(Action<ClusterDocument> change) => Change<object?>(cluster =>
    {
        change(cluster);
        return null;
    });

    private void Save() => PrivateFiles.Replace(path, JsonSerializer.Serialize(document, StateJson.Readable));
}
