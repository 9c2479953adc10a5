using System.Text.Json;
using System.Text.Json.Nodes;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>
/// The JSON schema of an answer: one flat object a step, whose properties are those of all kinds together. Small models keep to it, and
/// servers that turn a schema into a grammar need no choice between sixty forms.
/// </summary>
internal static class AnswerSchema
{
    public static JsonElement Of(StepCatalogue catalogue)
    {
        var step = new JsonObject { ["kind"] = new JsonObject { ["enum"] = new JsonArray([.. catalogue.Kinds.Select(k => JsonValue.Create(k.Name))]) } };
        foreach (var parameters in catalogue.Kinds.SelectMany(k => Flat(k.Parameters)).GroupBy(p => p.Name, StringComparer.Ordinal))
            step[parameters.Key] = Schema([.. parameters.Select(p => TypeOf(p.Form)).Distinct(StringComparer.Ordinal)]);
        var question = Object(new() { ["text"] = Schema("string"), ["answers"] = Schema("array") }, "text", "answers");
        var answer = Object(
            new()
            {
                ["outcome"] = new JsonObject { ["enum"] = new JsonArray("plan", "questions", "refusal") },
                ["reason"] = Schema("string"),
                ["assumptions"] = Schema("array"),
                ["questions"] = new JsonObject { ["type"] = "array", ["items"] = question },
                ["steps"] = new JsonObject { ["type"] = "array", ["items"] = Object(step, "kind") },
            },
            "outcome");
        return JsonSerializer.SerializeToElement(answer);
    }

    private static IEnumerable<StepParameter> Flat(IEnumerable<StepParameter> parameters) =>
        parameters.SelectMany(p => p.Form == ParameterForm.Parts ? Flat(p.Parts) : [p]);

    private static string TypeOf(ParameterForm form) => form switch
    {
        ParameterForm.Number => "integer",
        ParameterForm.Flag => "boolean",
        ParameterForm.Texts or ParameterForm.Pairs or ParameterForm.Items or ParameterForm.Settings or ParameterForm.Guests or ParameterForm.Nodes => "array",
        _ => "string",
    };

    private static JsonObject Schema(params IReadOnlyList<string> types)
    {
        var schema = new JsonObject { ["type"] = types.Count == 1 ? JsonValue.Create(types[0]) : new JsonArray([.. types.Select(t => JsonValue.Create(t))]) };
        if (types.Contains("array")) schema["items"] = new JsonObject { ["type"] = "string" };
        return schema;
    }

    private static JsonObject Object(JsonObject properties, params IReadOnlyList<string> required) => new()
    {
        ["type"] = "object",
        ["properties"] = properties,
        ["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]),
        ["additionalProperties"] = false,
    };
}
