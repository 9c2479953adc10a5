using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MycoPod.Core.Declarations;

/// <summary>
/// The front matter: six lines in one order, which any YAML reader understands. It is read as exactly these lines and not as
/// YAML: anyone may push a document, and the smaller the language, the fewer ways to hide something in it.
/// </summary>
internal static class FrontMatter
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int MaxLength = 4096;
    private const int MaxTitle = 200;
    private const int MaxAuthor = 256;
    private static readonly string[] Keys = ["id", "revision", "title", "author", "status", "created"];

    /// <summary>People read these files; only what JSON demands is escaped.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(DeclarationHeader header) =>
        $"""
        id: {header.Id}
        revision: {header.Revision}
        title: {JsonSerializer.Serialize(header.Title, Readable)}
        author: {JsonSerializer.Serialize(header.Author, Readable)}
        status: {header.Status.Word()}
        created: {header.Created.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}

        """.ReplaceLineEndings("\n");

    /// <exception cref="FormatException">Anything else than what <see cref="Write"/> writes.</exception>
    public static DeclarationHeader Read(string text)
    {
        if (text.Length > MaxLength) throw new FormatException($"The front matter is longer than {MaxLength} characters.");
        var values = ReadValues(text);
        if (!DeclarationId.TryParse(values[0], out var id)) throw Unusable("id", values[0], "a lower-case UUID");
        if (!int.TryParse(values[1], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) || revision < 1)
            throw Unusable("revision", values[1], "a number from 1");
        var title = ReadString("title", values[2], MaxTitle);
        var author = ReadString("author", values[3], MaxAuthor);
        if (DeclarationStatusWords.Parse(values[4]) is not { } status)
            throw Unusable("status", values[4], "draft, pending-approval, ready or withdrawn");
        if (!DateTimeOffset.TryParseExact(values[5], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created))
            throw Unusable("created", values[5], "a time as in 2026-11-25T19:36:00Z");
        return new(id, revision, title, author, status, created);
    }

    private static string[] ReadValues(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        if (lines.Length != Keys.Length) throw new FormatException($"The front matter has {lines.Length} lines; {Keys.Length} are expected: {string.Join(", ", Keys)}.");
        return
        [
            .. lines.Zip(Keys, (line, key) => line.StartsWith($"{key}: ", StringComparison.Ordinal)
                ? line[(key.Length + 2)..]
                : throw new FormatException($"The front matter has a line '{Shorten(line)}' where '{key}: …' is expected.")),
        ];
    }

    private static string ReadString(string key, string json, int most)
    {
        string? value;
        try
        {
            value = JsonSerializer.Deserialize<string>(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Unusable(key, json, "text in double quotes");
        }

        if (value is null || value.Length > most || value.Any(char.IsControl) || HoldsHalfOfACharacter(value))
            throw Unusable(key, json, $"text in double quotes, at most {most} characters, none of them a control character");
        return value;
    }

    private static bool HoldsHalfOfACharacter(string value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (!char.IsSurrogate(value[at])) continue;
            if (!char.IsHighSurrogate(value[at]) || at + 1 == value.Length || !char.IsLowSurrogate(value[at + 1])) return true;
            at++;
        }

        return false;
    }

    private static FormatException Unusable(string key, string value, string expected) =>
        new($"The front matter's {key} is '{Shorten(value)}'; {expected} is expected.");

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..80]}…";
}
