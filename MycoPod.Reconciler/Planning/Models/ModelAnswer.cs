using System.Text.Json;
using System.Text.Json.Nodes;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>What a model answered: a plan, questions, or a refusal; otherwise a problem.</summary>
internal sealed record ModelAnswer
{
    /// <summary>What a person reads of a model's own words is short.</summary>
    private const int LongestSentence = 300;
    private const int MostSentences = 20;

    public IReadOnlyList<JsonObject>? Steps { get; private init; }

    public IReadOnlyList<string> Assumptions { get; private init; } = [];

    public IReadOnlyList<PlanningQuestion> Questions { get; private init; } = [];

    public string? Refusal { get; private init; }

    /// <summary>Why it cannot be read, for the model.</summary>
    public string? Problem { get; private init; }

    public static ModelAnswer Read(string text)
    {
        if (AnswerText.FindObject(text) is not { } answer) return new() { Problem = "The answer holds no JSON object. Answer with one JSON object and nothing else." };
        try
        {
            return Text(answer["outcome"]) switch
            {
                "plan" when answer["steps"] is JsonArray steps => new() { Steps = [.. steps.Select(s => s as JsonObject ?? throw new FormatException("A step is no object."))], Assumptions = Sentences(answer["assumptions"]) },
                "plan" => new() { Problem = "A plan needs steps." },
                "questions" when answer["questions"] is JsonArray { Count: > 0 } questions => new() { Questions = [.. questions.Take(MostSentences).Select(Question)] },
                "questions" => new() { Problem = "questions is empty." },
                "refusal" when Text(answer["reason"]) is { Length: > 0 } reason => new() { Refusal = Sentence(reason) },
                "refusal" => new() { Problem = "A refusal needs a reason." },
                _ => new() { Problem = "outcome has to be plan, questions or refusal." },
            };
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return new() { Problem = e.Message };
        }
    }

    private static PlanningQuestion Question(JsonNode? node) => node is JsonObject question && Text(question["text"]) is { Length: > 0 } text
        ? new(Sentence(text), Sentences(question["answers"]))
        : throw new FormatException("A question needs a text, and answers that would do.");

    private static List<string> Sentences(JsonNode? node) => node is JsonArray list
        ? [.. list.Take(MostSentences).Select(Text).OfType<string>().Where(t => t.Length > 0).Select(Sentence)]
        : [];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>().Trim() : null;

    private static string Sentence(string text)
    {
        var line = string.Join(' ', Guards.PlainText.WithoutHidden(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestSentence ? line : $"{line[..LongestSentence]}…";
    }
}
