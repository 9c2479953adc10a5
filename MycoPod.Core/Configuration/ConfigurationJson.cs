using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MycoPod.Core.Configuration;

/// <summary>
/// Reads configuration files that people write: comments (<c>//</c>) and trailing commas are allowed, keys that are not known are not. What is wrong with
/// the form is told all at once and left out, so that the rest can be checked as well. Texts are never repeated: any may be a secret.
/// </summary>
public static class ConfigurationJson
{
    private static readonly JsonDocumentOptions Form = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <param name="tell">Gets each problem: the key with dots, what was found and what is expected.</param>
    /// <typeparam name="T">A record whose members may all be null; so are the records in it.</typeparam>
    /// <exception cref="FormatException">It is no JSON object at all; the text says where.</exception>
    public static T Read<T>(string text, Action<string> tell)
        where T : class
    {
        try
        {
            if (JsonNode.Parse(text, documentOptions: Form) is not JsonObject root) throw new FormatException("is no JSON object. Expected: { and }, with keys and values between them.");
            Check(root, typeof(T), "", tell);
            return root.Deserialize<T>(JsonSerializerOptions.Web) ?? throw new FormatException("is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"is no JSON near line {e.LineNumber + 1}, or has a key twice there. Expected: JSON; comments begin with //.", e);
        }
    }

    /// <summary>Every key that is known, with dots for those within others, as in <c>repository.url</c>.</summary>
    public static IReadOnlyList<string> KeysOf<T>() => [.. KeysOf(typeof(T), "")];

    private static IEnumerable<string> KeysOf(Type type, string prefix) => Members(type).SelectMany(member =>
        IsPart(member.Value) ? KeysOf(member.Value, $"{prefix}{member.Key}.") : [$"{prefix}{member.Key}"]);

    private static void Check(JsonObject found, Type type, string prefix, Action<string> tell)
    {
        var members = Members(type);
        foreach (var (key, value) in found.ToList())
        {
            if (!members.TryGetValue(key, out var expected))
            {
                tell($"{prefix}{key}: is not known. Expected: one of {string.Join(", ", members.Keys)}.");
                found.Remove(key);
            }
            else if (value is JsonObject part && IsPart(expected))
            {
                Check(part, expected, $"{prefix}{key}.", tell);
            }
            else if (value is not null && Objection(value, expected) is { } objection)
            {
                tell($"{prefix}{key}: {objection}");
                found.Remove(key);
            }
        }
    }

    private static string? Objection(JsonNode value, Type expected)
    {
        var kind = value.GetValueKind();
        if (expected == typeof(string)) return kind == JsonValueKind.String ? null : $"is {Words(kind)}. Expected: a text, in quotation marks.";
        if (expected == typeof(bool)) return kind is JsonValueKind.True or JsonValueKind.False ? null : $"is {Words(kind)}. Expected: true or false.";
        if (expected == typeof(int)) return kind == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out _) ? null : $"is {(kind == JsonValueKind.Number ? value.ToJsonString() : Words(kind))}. Expected: a whole number.";
        return IsPart(expected) ? $"is {Words(kind)}. Expected: {{ and }}, with keys and values between them." : throw new NotSupportedException($"{expected} is no form of a value.");
    }

    private static string Words(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "{ … }",
        JsonValueKind.Array => "a list",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a text",
        _ => "true or false",
    };

    private static Dictionary<string, Type> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(
        p => JsonNamingPolicy.CamelCase.ConvertName(p.Name),
        p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType,
        StringComparer.Ordinal);

    private static bool IsPart(Type type) => type.IsClass && type != typeof(string);
}
