using System.Text.Json;
using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>Every text in a step's arguments.</summary>
internal static class PlanTexts
{
    public static IEnumerable<string> Of(Step step)
    {
        using var document = JsonDocument.Parse(Plan.Of([step]).ToBytes());
        return [.. Texts(document.RootElement)];
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString() ?? ""],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value)),
        _ => [],
    };
}
