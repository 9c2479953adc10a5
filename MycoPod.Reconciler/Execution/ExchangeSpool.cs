using System.Text.Json;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// Answers that were on their way while the database went away, in a file of the Agent's own until it is back. Secrets are masked in them already.
/// </summary>
internal sealed class ExchangeSpool(ProtectedDirectory directory)
{
    private const string FileName = "exchanges.jsonl";

    private readonly Lock gate = new();

    private string FilePath => Path.Combine(directory.Path, FileName);

    /// <summary>It is on the disk when this returns.</summary>
    public void Keep(KeptExchange exchange)
    {
        lock (gate)
        {
            using var file = new FileStream(FilePath, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            file.Write(JsonSerializer.SerializeToUtf8Bytes(exchange));
            file.WriteByte((byte)'\n');
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>What is kept, oldest first. A line that a crash cut short is left out.</summary>
    public IReadOnlyList<KeptExchange> Read()
    {
        lock (gate) return directory.Find(FileName) is { } content ? [.. Parse(content)] : [];
    }

    /// <summary>All of it is stored in the database now.</summary>
    public void Clear()
    {
        lock (gate) directory.Delete(FileName);
    }

    private static IEnumerable<KeptExchange> Parse(byte[] content)
    {
        foreach (var line in System.Text.Encoding.UTF8.GetString(content).Split('\n')[..^1])
        {
            if (JsonSerializer.Deserialize<KeptExchange>(line) is { } kept) yield return kept;
        }
    }
}
