using System.Text;
using System.Threading.Channels;
using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Reconciler.Shell;

/// <summary>
/// What a command writes, line by line and secrets masked, on its way into the log. In memory there is never more than a few batches, and the
/// beginning and end that go into the exchange.
/// </summary>
/// <param name="store">Stores a batch of lines; null where they are not for the log.</param>
internal sealed class CommandOutput(SecretMask mask, Func<IReadOnlyList<string>, Task>? store)
{
    /// <summary>Of one stream; a command that never ends its line must not fill the memory.</summary>
    private const int LongestLine = 8000;
    private const int MostLines = 300_000;
    private const int Batch = 2000;
    private const int KeptCharacters = 64 * 1024;
    private const int LinesShown = 5;

    private readonly Channel<(string Line, bool IsError)> lines = Channel.CreateBounded<(string, bool)>(new BoundedChannelOptions(Batch * 2) { SingleReader = true });
    private readonly StringBuilder head = new();
    private readonly Queue<string> tail = new();
    private readonly Queue<string> lastErrors = new();
    private int tailLength;
    private long count;
    private bool isCut;

    /// <summary>The beginning and the end, masked.</summary>
    public string Kept => $"{head}{(isCut ? "…\n" : "")}{string.Concat(tail)}";

    /// <summary>The last lines of what was written as errors, where there are any, else of all: which of two streams wrote first cannot be told.</summary>
    public string LastLines => string.Join('\n', lastErrors.Count > 0 ? lastErrors : Kept.TrimEnd().Split('\n').TakeLast(LinesShown));

    /// <summary>Reads a stream to its end.</summary>
    public async Task ReadAsync(Stream stream, bool isError)
    {
        try
        {
            await ReadLinesAsync(stream, isError);
        }
        catch (Exception e) when (e is ChannelClosedException or ObjectDisposedException or IOException)
        {
            // The connection is gone, and whoever ran the command says so.
        }
    }

    private async Task ReadLinesAsync(Stream stream, bool isError)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var line = new StringBuilder();
        var buffer = new char[4096];
        for (var read = await reader.ReadAsync(buffer); read > 0; read = await reader.ReadAsync(buffer))
        {
            foreach (var character in buffer.AsMemory(0, read).ToArray())
            {
                if (character != '\n' && line.Length < LongestLine) line.Append(character);
                else await EndLineAsync(line, character, isError);
            }
        }

        if (line.Length > 0) await AddAsync(line.ToString(), isError);
    }

    /// <summary>Adds a text of several lines.</summary>
    public async Task AddTextAsync(string text, bool isError = false)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n').Where(_ => text.Length > 0)) await AddAsync(line, isError);
    }

    /// <summary>No more comes.</summary>
    public void Complete() => lines.Writer.TryComplete();

    /// <summary>Hands all lines on, in their order, until no more come.</summary>
    public async Task StoreAsync()
    {
        try
        {
            await StoreAllAsync();
        }
        catch (Exception e)
        {
            // Whoever reads must not wait for room that never comes.
            lines.Writer.TryComplete(e);
            throw;
        }
    }

    private async Task StoreAllAsync()
    {
        List<string> batch = [];
        while (await lines.Reader.WaitToReadAsync())
        {
            while (batch.Count < Batch && lines.Reader.TryRead(out var line)) Take(line, batch);
            if (store is not null && batch.Count > 0) await store(batch);
            batch = [];
        }

        if (store is not null && count > MostLines) await store([$"… and {count - MostLines} more lines, which were not kept."]);
    }

    private async Task EndLineAsync(StringBuilder line, char character, bool isError)
    {
        await AddAsync(line.ToString(), isError);
        line.Clear();
        if (character != '\n') line.Append(character);
    }

    private ValueTask AddAsync(string line, bool isError) => lines.Writer.WriteAsync((line.TrimEnd('\r'), isError));

    private void Take((string Text, bool IsError) line, List<string> batch)
    {
        var masked = mask.Text(line.Text);
        if (line.IsError) lastErrors.Enqueue(masked);
        if (lastErrors.Count > LinesShown) lastErrors.Dequeue();
        if (++count <= MostLines) batch.Add(masked);
        if (tail.Count == 0 && head.Length + masked.Length < KeptCharacters)
        {
            head.Append(masked).Append('\n');
            return;
        }

        tail.Enqueue($"{masked}\n");
        tailLength += masked.Length + 1;
        while (tailLength > KeptCharacters && tail.TryDequeue(out var first))
        {
            tailLength -= first.Length;
            isCut = true;
        }
    }
}
