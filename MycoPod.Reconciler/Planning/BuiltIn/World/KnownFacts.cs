using System.Text.Json;

namespace MycoPod.Reconciler.Planning.BuiltIn.World;

/// <summary>What was read beyond the inventory. What is asked for and not there is noted, read, and the text planned again.</summary>
internal sealed class KnownFacts
{
    private readonly Dictionary<string, JsonElement?> read = new(StringComparer.Ordinal);
    private readonly HashSet<string> missing = new(StringComparer.Ordinal);

    public bool IsComplete => missing.Count == 0;

    /// <returns>Null where it was not read yet, or cannot be.</returns>
    public JsonElement? Get(string path)
    {
        if (read.TryGetValue(path, out var known)) return known;
        missing.Add(path);
        return null;
    }

    public IEnumerable<JsonElement> Rows(string path) => Get(path) is { ValueKind: JsonValueKind.Array } rows ? rows.EnumerateArray() : [];

    /// <summary>Reads what is missing; without a cluster to look at nothing can be.</summary>
    public async Task FillAsync(IClusterLook? look, CancellationToken cancellationToken)
    {
        var paths = missing.Order(StringComparer.Ordinal).ToList();
        var answers = look is null ? new JsonElement?[paths.Count] : await Task.WhenAll(paths.Select(p => look.ReadAsync(p, cancellationToken)));
        foreach (var (path, answer) in paths.Zip(answers)) read[path] = answer;
        missing.Clear();
    }
}
