using System.Text.Json;
using Xunit;

namespace MycoPod.Tests.Sandbox;

/// <summary>The schema that the sandbox itself gives out.</summary>
public sealed class ApiDocumentTests : SandboxTest
{
    [Fact]
    public async Task Anyone_may_read_which_methods_there_are()
    {
        var text = await ReadAsync();
        var methods = Methods(Tree(text));

        Assert.StartsWith("const apiSchema = [", text, StringComparison.Ordinal);
        Assert.Equal(
            Server.Endpoints.All.Select(method => $"{method.Method} {method.Path.Text}").Order(StringComparer.Ordinal),
            methods.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_method_reads_as_in_the_published_schema()
    {
        var own = Methods(Tree(await ReadAsync()));
        var published = Methods(JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(SharedFolder.Require("proxmox", "api-schema-8.4.json"), Token)));

        var differences = own.SelectMany(method => Compare(method.Key, method.Value, published[method.Key])).ToArray();

        Assert.True(differences.Length == 0, string.Join('\n', differences));
    }

    private static IEnumerable<string> Compare(string name, JsonElement own, JsonElement published)
    {
        if (own.GetProperty("allowtoken").GetInt32() != published.GetProperty("allowtoken").GetInt32())
            yield return $"{name}: allowtoken";
        var (mine, theirs) = (Properties(own), Properties(published));
        if (!mine.Keys.Order(StringComparer.Ordinal).SequenceEqual(theirs.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            yield return $"{name}: {string.Join(',', mine.Keys.Except(theirs.Keys))} / {string.Join(',', theirs.Keys.Except(mine.Keys))}";
        foreach (var (parameter, property) in mine.Where(entry => theirs.ContainsKey(entry.Key)))
        {
            var other = theirs[parameter];
            if (property.GetProperty("type").GetString() != other.GetProperty("type").GetString())
                yield return $"{name}: {parameter}: type";
            if (property.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String && format.GetString() != other.GetProperty("format").GetString())
                yield return $"{name}: {parameter}: format {format} / {other.GetProperty("format")}";
        }
    }

    private static Dictionary<string, JsonElement> Properties(JsonElement method) =>
        method.GetProperty("parameters").TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal)
            : [];

    private async Task<string> ReadAsync()
    {
        using var client = Server.CreateClient();
        return await client.GetStringAsync("/pve-docs/api-viewer/apidoc.js", Token);
    }

    private static JsonElement Tree(string text) => JsonSerializer.Deserialize<JsonElement>(text[text.IndexOf('[')..(text.LastIndexOf(']') + 1)]);

    private static Dictionary<string, JsonElement> Methods(JsonElement tree)
    {
        var methods = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var waiting = new Queue<JsonElement>(tree.EnumerateArray());
        while (waiting.TryDequeue(out var node))
        {
            if (node.TryGetProperty("info", out var info))
            {
                foreach (var method in info.EnumerateObject())
                    methods.Add($"{method.Name} {node.GetProperty("path").GetString()}", method.Value);
            }

            Assert.Equal(node.TryGetProperty("children", out var children) ? 0 : 1, node.GetProperty("leaf").GetInt32());
            if (children.ValueKind == JsonValueKind.Array)
            {
                foreach (var child in children.EnumerateArray())
                    waiting.Enqueue(child);
            }
        }

        return methods;
    }
}
