using System.Text.Json;

namespace MycoPod.Sandbox.Inventory;

/// <summary>Recorded answers of a cluster: {"name", "responses": {"GET /path": {"data": …}}}.</summary>
internal sealed class InventoryFile
{
    private readonly Dictionary<string, JsonElement> answers = new(StringComparer.Ordinal);

    private InventoryFile(JsonElement file)
    {
        Name = file.GetProperty("name").GetString() ?? "";
        foreach (var answer in file.GetProperty("responses").EnumerateObject())
            answers[answer.Name] = answer.Value.GetProperty("data");
    }

    public string Name { get; }

    /// <exception cref="InvalidDataException">The file is no inventory.</exception>
    public static InventoryFile Load(string path)
    {
        try
        {
            return new(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path)));
        }
        catch (Exception mistake) when (mistake is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is no inventory: {mistake.Message}", mistake);
        }
    }

    /// <summary>The entries of a list; none where the file does not have it.</summary>
    public IReadOnlyList<JsonElement> List(string path) =>
        answers.TryGetValue($"GET {path}", out var data) && data.ValueKind == JsonValueKind.Array ? [.. data.EnumerateArray()] : [];

    /// <summary>The fields of an object; none where the file does not have it.</summary>
    public IReadOnlyDictionary<string, string> Fields(string path) =>
        answers.TryGetValue($"GET {path}", out var data) && data.ValueKind == JsonValueKind.Object ? Fields(data) : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Numbers as configuration files write them, objects as property strings.</summary>
    public static Dictionary<string, string> Fields(JsonElement entry, params string[] except) => entry.EnumerateObject()
        .Where(field => !except.Contains(field.Name, StringComparer.Ordinal))
        .ToDictionary(field => field.Name, field => Text(field.Value), StringComparer.Ordinal);

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? string.Join(',', value.EnumerateObject().Select(field => $"{field.Name}={Text(field.Value)}"))
        : value.ToString();
}
