using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MycoPod.Core.Declarations;

/// <summary>YAML front matter. Strings are written in JSON's quoted form, which YAML reads as the same string.</summary>
internal static class FrontMatter
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static readonly string[] Keys = ["id", "revision", "title", "author", "status", "created"];

    public static string Write(DeclarationHeader header) =>
        $"""
        id: {header.Id}
        revision: {header.Revision}
        title: {JsonSerializer.Serialize(header.Title)}
        author: {JsonSerializer.Serialize(header.Author)}
        status: {header.Status.Word()}
        created: {header.Created.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}

        """.ReplaceLineEndings("\n");

    public static DeclarationHeader Read(string yaml)
    {
        var values = ReadValues(yaml);
        var unknown = values.Keys.Except(Keys).ToList();
        if (unknown.Count > 0) throw new FormatException($"The front matter has keys that are not known: {string.Join(", ", unknown)}.");
        var missing = Keys.Except(values.Keys).ToList();
        if (missing.Count > 0) throw new FormatException($"The front matter lacks: {string.Join(", ", missing)}.");

        if (!DeclarationId.TryParse(values["id"], out var id)) throw Unusable("id", values["id"], "a lower-case UUID");
        if (!int.TryParse(values["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) || revision < 1)
            throw Unusable("revision", values["revision"], "a number from 1");
        if (DeclarationStatusWords.Parse(values["status"]) is not { } status)
            throw Unusable("status", values["status"], "draft, pending-approval, ready or withdrawn");
        if (!DateTimeOffset.TryParseExact(values["created"], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created))
            throw Unusable("created", values["created"], "a time as in 2026-11-25T19:36:00Z");
        return new(id, revision, values["title"], values["author"], status, created);
    }

    private static Dictionary<string, string> ReadValues(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode mapping)
                throw new FormatException("The front matter is no list of keys and values.");
            return mapping.Children.ToDictionary(c => Scalar(c.Key), c => Scalar(c.Value), StringComparer.Ordinal);
        }
        catch (YamlException e)
        {
            throw new FormatException($"The front matter is no valid YAML: {e.Message}", e);
        }
    }

    private static string Scalar(YamlNode node) =>
        node is YamlScalarNode { Value: { } value } ? value : throw new FormatException("The front matter holds something that is no plain value.");

    private static FormatException Unusable(string key, string value, string expected) =>
        new($"The front matter's {key} is '{value}'; {expected} is expected.");
}
