using System.Text.Json;
using System.Text.Json.Nodes;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Finds the JSON object in what a model wrote: alone, in a fence, or among words.</summary>
internal static class AnswerText
{
    private const int MostCandidates = 20;

    /// <summary>A key that stands there twice would mean two things.</summary>
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16, AllowDuplicateProperties = false };

    /// <returns>The first balanced object that is JSON and says an outcome, else the first that is JSON; null where there is none.</returns>
    public static JsonObject? FindObject(string text)
    {
        JsonObject? first = null;
        var candidates = 0;
        for (var start = text.IndexOf('{', StringComparison.Ordinal); start >= 0 && candidates < MostCandidates; candidates++)
        {
            var end = EndOf(text, start);
            if (end > start && Parse(text[start..end]) is { } found)
            {
                if (found.ContainsKey("outcome")) return found;
                first ??= found;
                start = text.IndexOf('{', end);
            }
            else start = text.IndexOf('{', start + 1);
        }

        return first;
    }

    /// <summary>The place after the brace that closes the one at <paramref name="start"/>; braces in strings do not count.</summary>
    private static int EndOf(string text, int start)
    {
        var (depth, isInString) = (0, false);
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (isInString)
            {
                if (c == '\\') i++;
                else if (c == '"') isInString = false;
            }
            else if (c == '"') isInString = true;
            else if (c == '{') depth++;
            else if (c == '}' && --depth == 0) return i + 1;
        }

        return -1;
    }

    private static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Lenient) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
