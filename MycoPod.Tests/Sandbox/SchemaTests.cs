using System.Text.Json;
using MycoPod.Sandbox.Parameters;
using Xunit;

namespace MycoPod.Tests.Sandbox;

/// <summary>Each method of the sandbox declares what the published schema of 8.4 declares.</summary>
public sealed class SchemaTests : SandboxTest
{
    [Fact]
    public void Every_method_declares_the_parameters_of_the_published_schema()
    {
        var published = Methods(SharedFolder.Require("proxmox", "api-schema-8.4.json"));

        var differences = new List<string>();
        foreach (var method in Server.Endpoints.All)
        {
            var name = $"{method.Method} {method.Path.Text}";
            if (published.TryGetValue(name, out var schema))
                differences.AddRange(Compare(name, method.Parameters, schema));
            else
                differences.Add($"{name}: not in the schema");
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(Server.Endpoints.All.Count >= 30, "methods are missing from the table");
    }

    [Fact]
    public void Methods_that_refuse_tokens_are_those_of_the_schema()
    {
        var published = Methods(SharedFolder.Require("proxmox", "api-schema-8.4.json"));

        foreach (var method in Server.Endpoints.All)
        {
            var schema = published[$"{method.Method} {method.Path.Text}"];
            Assert.Equal(schema.GetProperty("allowtoken").GetInt32() == 1, method.AcceptsTokens);
        }
    }

    private static IEnumerable<string> Compare(string where, IReadOnlyList<Parameter> declared, JsonElement schema)
    {
        var published = schema.GetProperty("parameters").TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal)
            : [];
        return CompareAll(where, declared, published);
    }

    private static IEnumerable<string> CompareAll(string where, IReadOnlyList<Parameter> declared, Dictionary<string, JsonElement> published)
    {
        var own = declared.ToDictionary(parameter => parameter.Count > 0 ? $"{parameter.Name}[n]" : parameter.Name, StringComparer.Ordinal);
        foreach (var name in published.Keys.Except(own.Keys, StringComparer.Ordinal))
            yield return $"{where}: {name} is not declared";
        foreach (var name in own.Keys.Except(published.Keys, StringComparer.Ordinal))
            yield return $"{where}: {name} is declared but not published";
        foreach (var name in own.Keys.Intersect(published.Keys, StringComparer.Ordinal))
        {
            foreach (var difference in CompareOne($"{where}: {name}", own[name], published[name]))
                yield return difference;
        }
    }

    private static IEnumerable<string> CompareOne(string where, Parameter own, JsonElement published)
    {
        (string Aspect, string? Own, string? Published)[] aspects =
        [
            ("type", own.Alias is null ? own.Kind.Word() : null, Text(published, "type")),
            ("optional", own.IsRequired || own.Alias is not null ? null : "1", Text(published, "optional")),
            ("alias", own.Alias, Text(published, "alias")),
            ("keyAlias", own.KeyAlias, Text(published, "keyAlias")),
            ("minimum", own.Minimum?.ToString(), Text(published, "minimum")),
            ("maximum", own.Maximum?.ToString(), Text(published, "maximum")),
            ("minLength", own.MinLength?.ToString(), Text(published, "minLength")),
            ("maxLength", own.MaxLength?.ToString(), Text(published, "maxLength")),
            ("enum", own.Choices is null ? null : string.Join(',', own.Choices), List(published, "enum")),
            ("requires", own.Requires, Text(published, "requires")),
            ("pattern", own.Pattern is null ? null : "a pattern", Text(published, "pattern") is null ? null : "a pattern"),
            ("default_key", own.IsDefaultKey ? "1" : null, Text(published, "default_key")),
            ("format", own.Format is null && own.Keys is null ? null : "a format", published.TryGetProperty("format", out _) ? "a format" : null),
        ];
        foreach (var (aspect, mine, theirs) in aspects)
        {
            if (mine != theirs)
                yield return $"{where}: {aspect} is {mine ?? "nothing"}, published {theirs ?? "nothing"}";
        }

        if (!published.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.Object)
            yield break;
        var keys = format.EnumerateObject().ToDictionary(key => key.Name, key => key.Value, StringComparer.Ordinal);
        foreach (var difference in CompareAll(where, own.Keys?.Keys ?? [], keys))
            yield return difference;
    }

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) ? value.ToString() is "0" && name is "optional" ? null : value.ToString() : null;

    private static string? List(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? string.Join(',', value.EnumerateArray().Select(entry => entry.ToString())) : null;

    private static Dictionary<string, JsonElement> Methods(string path)
    {
        var methods = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var waiting = new Queue<JsonElement>(JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllText(path)) ?? []);
        while (waiting.TryDequeue(out var node))
        {
            if (node.TryGetProperty("info", out var info))
            {
                foreach (var method in info.EnumerateObject())
                    methods[$"{method.Name} {node.GetProperty("path").GetString()}"] = method.Value;
            }

            if (node.TryGetProperty("children", out var children))
            {
                foreach (var child in children.EnumerateArray())
                    waiting.Enqueue(child);
            }
        }

        return methods;
    }
}
