using System.Text;
using System.Text.Json;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// Answers that were on their way while the database went away, in a file of the Agent's own until it is back. Secrets are masked in them already.
/// </summary>
internal sealed class ExchangeSpool(ProtectedDirectory directory)
{
    private const string FileName = "exchanges.jsonl";

    /// <summary>What the database knows no run of any more, as when an older one was restored.</summary>
    private const string AsideName = "exchanges-of-unknown-runs.jsonl";

    private readonly Lock gate = new();

    public bool HasAny => File.Exists(Path.Combine(directory.Path, FileName));

    /// <summary>It is on the disk when this returns.</summary>
    public void Keep(KeptExchange exchange)
    {
        lock (gate) directory.Append(FileName, Line(exchange));
    }

    /// <summary>Puts an exchange where it keeps nothing else from being stored.</summary>
    public void SetAside(KeptExchange exchange)
    {
        lock (gate) directory.Append(AsideName, Line(exchange));
    }

    /// <summary>What is kept, oldest first. A line that a crash cut short is left out.</summary>
    public IReadOnlyList<KeptExchange> Read()
    {
        lock (gate) return directory.Find(FileName) is { } content ? [.. Encoding.UTF8.GetString(content).Split('\n').Select(Parse).OfType<KeptExchange>()] : [];
    }

    /// <summary>All of it is stored in the database now.</summary>
    public void Clear()
    {
        lock (gate) directory.Delete(FileName);
    }

    /// <summary>Each begins a line of its own, whatever a crash left before it.</summary>
    private static string Line(KeptExchange exchange) => $"\n{JsonSerializer.Serialize(exchange)}\n";

    private static KeptExchange? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<KeptExchange>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
