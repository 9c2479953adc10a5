using System.Text.Json;
using System.Text.RegularExpressions;

namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>An answer reduced to what must be the same: which keys there are, of which kind, and every text that is a message.</summary>
internal static partial class JsonShape
{
    /// <summary>Values that are words of the protocol and not data of one machine.</summary>
    private static readonly string[] Words = ["message", "t", "exitstatus", "status", "type", "content", "format", "level", "method", "method6", "release", "version"];

    public static SortedSet<string> Of(string body)
    {
        var shape = new SortedSet<string>(StringComparer.Ordinal);
        if (body.Trim().StartsWith('{'))
            Add(shape, "", JsonSerializer.Deserialize<JsonElement>(body), name: "");
        else
            shape.Add($"text {body.Trim()}");
        return shape;
    }

    private static void Add(SortedSet<string> shape, string path, JsonElement value, string name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                shape.Add($"{path} object");
                foreach (var property in value.EnumerateObject())
                    Add(shape, $"{path}.{property.Name}", property.Value, path == ".errors" ? "message" : property.Name);
                break;
            case JsonValueKind.Array:
                shape.Add($"{path} list");
                foreach (var entry in value.EnumerateArray())
                    Add(shape, $"{path}[{Kind(entry)}]", entry, name);
                break;
            case JsonValueKind.String when Words.Contains(name, StringComparer.Ordinal) && !path.Contains("[task]", StringComparison.Ordinal):
                shape.Add($"{path} = {Plain(name, value.GetString() ?? "")}");
                break;
            default:
                shape.Add($"{path} {(value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : value.ValueKind.ToString().ToLowerInvariant())}");
                break;
        }
    }

    /// <summary>Without numbers, and with lists whose order is random in their own order.</summary>
    private static string Plain(string name, string text)
    {
        if (name == "content")
            return string.Join(',', text.Split(',').Order(StringComparer.Ordinal));
        var plain = Number().Replace(text, "#");
        return plain.StartsWith("INFO: starting new backup job:", StringComparison.Ordinal) ? string.Join(" --", plain.Split(" --").Order(StringComparer.Ordinal)) : plain;
    }

    /// <summary>Lists mix entries of several types (nodes, storages, guests), whose keys differ. Which tasks there are is no matter of shape.</summary>
    private static string Kind(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("upid", out _) ? "task"
        : entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("type", out var type) ? type.ToString()
        : entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("content", out var content) ? content.ToString()
        : "";

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=CTIME: )\w{3} \w{3}|\d+")]
    private static partial Regex Number();
}
