using System.Text.Json;
using System.Text.Json.Nodes;
using MycoPod.Core.Json;
using MycoPod.Core.Plans;

namespace MycoPod.Tests.Plans;

/// <summary>Changes arguments of a plan's first step at random: values of other steps under the same name, and such as nobody should accept.</summary>
internal sealed class StepMutation
{
    private const int MostChanges = 3;

    private static readonly string[] Odd =
    [
        "", " ", "a", "-", "0", "1", "é", "a b", "a,b", "a;b", "a=b", "a/b", "../a", "a:b", "a\tb", "a\nb", "%20", "{id}", "a@b", "1.2.3.4", "10.0.0.0/8", "fd00::1", "1.5", "-1", "99999999999",
        "vmbr0", "local", "true", "A", "a.b", "a_b", "100", "keep-last=1", "02:30", "x.iso", "/a", "/a;b", "vm-1", new('x', 70), new('x', 600),
    ];

    private readonly Dictionary<string, List<JsonNode>> known = new(StringComparer.Ordinal);

    public StepMutation(IEnumerable<Plan> examples)
    {
        foreach (var step in examples.SelectMany(p => Steps(p))) Collect(step);
    }

    /// <returns>Null where the arguments are none that a step of the kind can have.</returns>
    public Plan? Of(Plan plan, Random draw)
    {
        var root = JsonNode.Parse(plan.ToBytes())?.AsObject() ?? throw new InvalidDataException("no plan");
        for (var change = draw.Next(1, MostChanges + 1); change > 0; change--)
        {
            List<(JsonNode Parent, string? Name, int Index)> places = [];
            Find(root["steps"]?[0] ?? throw new InvalidDataException("no step"), places);
            if (places.Count > 0) Change(places[draw.Next(places.Count)], draw);
        }

        try
        {
            return Plan.FromBytes(StrictJson.Write(root));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonNode> Steps(Plan plan) => JsonNode.Parse(plan.ToBytes())?["steps"]?.AsArray().OfType<JsonNode>() ?? [];

    private void Collect(JsonNode node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>()) Collect(item);
        }

        if (node is not JsonObject parts) return;
        foreach (var (name, value) in parts)
        {
            if (value is null) continue;
            if (!known.TryGetValue(name, out var values)) known[name] = values = [];
            values.Add(value);
            Collect(value);
        }
    }

    private static void Find(JsonNode node, List<(JsonNode Parent, string? Name, int Index)> places)
    {
        if (node is JsonArray list)
        {
            foreach (var (index, item) in list.Index())
            {
                places.Add((list, null, index));
                if (item is JsonObject or JsonArray) Find(item, places);
            }
        }

        if (node is not JsonObject parts) return;
        foreach (var (name, value) in parts.Where(p => p.Key != "kind"))
        {
            places.Add((parts, name, 0));
            if (value is JsonObject or JsonArray) Find(value, places);
        }
    }

    private void Change((JsonNode Parent, string? Name, int Index) place, Random draw)
    {
        var value = place.Name is { } name ? Another(place.Parent[name], name, draw) : Another(place.Parent[place.Index], name: null, draw);
        if (place.Name is { } property)
        {
            if (value is null) place.Parent.AsObject().Remove(property);
            else place.Parent[property] = value;
        }
        else if (value is null) place.Parent.AsArray().RemoveAt(place.Index);
        else if (draw.Next(4) == 0) place.Parent.AsArray().Add(value);
        else place.Parent[place.Index] = value;
    }

    private JsonNode? Another(JsonNode? now, string? name, Random draw)
    {
        if (draw.Next(8) == 0) return null;
        if (name is not null && draw.Next(2) == 0 && known.TryGetValue(name, out var values)) return values[draw.Next(values.Count)].DeepClone();
        return now?.GetValueKind() switch
        {
            JsonValueKind.String => draw.Next(3) == 0 ? now.GetValue<string>() + Odd[draw.Next(Odd.Length)] : Odd[draw.Next(Odd.Length)],
            JsonValueKind.Number => draw.Next(4) switch { 0 => 0, 1 => -1, 2 => draw.Next(1, 300), _ => draw.Next(1, 2_000_000) },
            JsonValueKind.True or JsonValueKind.False => now.GetValueKind() == JsonValueKind.False,
            _ => now?.DeepClone(),
        };
    }
}
