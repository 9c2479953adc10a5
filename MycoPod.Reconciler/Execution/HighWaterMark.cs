using System.Globalization;
using System.Text;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// How many requests and commands were intended under each approval, in a file of the Agent's own. A database that was restored from an
/// old backup, or lost, knows of fewer; then nothing is done again by it. Where these files are new or come from a backup themselves, nobody
/// knows what was done before: <see cref="RestoredAt"/>.
/// </summary>
internal sealed class HighWaterMark
{
    private const string FileName = "intended";
    private const string RestoredFileName = "restored";

    private readonly Lock gate = new();
    private readonly ProtectedDirectory directory;
    private readonly Dictionary<string, int> counts;

    /// <exception cref="IOException">Its file is there and cannot be read.</exception>
    public HighWaterMark(ProtectedDirectory directory)
    {
        this.directory = directory;
        RestoredAt = directory.Find(RestoredFileName) is { } instant ? DateTimeOffset.Parse(Encoding.UTF8.GetString(instant), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
        counts = directory.Find(FileName) is { } content ? Read(Encoding.UTF8.GetString(content)) : new(StringComparer.Ordinal);

        // Written anew, it has one line for each approval, and none that a crash cut short.
        if (!IsNew) directory.Write(FileName, Encoding.UTF8.GetBytes(string.Concat(counts.Select(c => Line(c.Key, c.Value)))));
    }

    /// <summary>Whether this Agent has just been made: it has not begun to keep its record.</summary>
    public bool IsNew => directory.Find(FileName) is null;

    /// <summary>From here on what is done stands in the record.</summary>
    public void Begin()
    {
        if (IsNew) directory.Write(FileName, []);
    }

    /// <summary>What was approved before this may have been carried out without a trace here, so it is not; null where the files are whole.</summary>
    public DateTimeOffset? RestoredAt { get; private set; }

    /// <summary>Notes that what was done before <paramref name="now"/> is not known.</summary>
    public void MarkRestored(DateTimeOffset now)
    {
        directory.Write(RestoredFileName, Encoding.UTF8.GetBytes(now.ToString("O", CultureInfo.InvariantCulture)));
        RestoredAt = now;
    }

    /// <summary>How many there were under an approval.</summary>
    public int Of(string nonce)
    {
        lock (gate) return counts.GetValueOrDefault(nonce);
    }

    /// <summary>One more. It is on the disk when this returns.</summary>
    public void Raise(string nonce)
    {
        lock (gate)
        {
            directory.Append(FileName, Line(nonce, counts.GetValueOrDefault(nonce) + 1));
            counts[nonce] = counts.GetValueOrDefault(nonce) + 1;
        }
    }

    private static string Line(string nonce, int count) => string.Create(CultureInfo.InvariantCulture, $"{nonce} {count}\n");

    /// <summary>A line that a crash cut short belongs to something that was never sent.</summary>
    private Dictionary<string, int> Read(string text)
    {
        Dictionary<string, int> read = new(StringComparer.Ordinal);
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is [var nonce, var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) read[nonce] = Math.Max(number, read.GetValueOrDefault(nonce));
            else throw new IOException($"{Path.Combine(directory.Path, FileName)} holds a line that is none of the Agent's: without it nothing tells what was done already. Restore it from a backup.");
        }

        return read;
    }
}
