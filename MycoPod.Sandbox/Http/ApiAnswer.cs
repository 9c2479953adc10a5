using System.Text.Json.Nodes;

namespace MycoPod.Sandbox.Http;

internal sealed record ApiAnswer(JsonNode? Data)
{
    public static readonly ApiAnswer Nothing = new(default(JsonNode));

    /// <summary>The number of entries there are, beside a page of them.</summary>
    public int? Total { get; init; }

    /// <summary>What is staged but not yet in effect, as the difference of two files; the network list has it beside its data.</summary>
    public string? Changes { get; init; }

    /// <summary>A file instead of JSON.</summary>
    public TextFile? File { get; init; }

    public static ApiAnswer Of(JsonNode? data) => new(data);

    public static ApiAnswer List(IEnumerable<JsonNode> entries) => new(new JsonArray([.. entries]));
}

internal sealed record TextFile(string Name, string Text);
