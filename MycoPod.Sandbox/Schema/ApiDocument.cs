using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Schema;

/// <summary>
/// The file that a node gives its API viewer, without login, at /pve-docs/api-viewer/apidoc.js: the sandbox's own methods in
/// the tree shape of the real one. What a method returns is not said, and formats are named where the sandbox knows their name.
/// </summary>
internal static class ApiDocument
{
    public static readonly string[] Segments = ["pve-docs", "api-viewer", "apidoc.js"];

    public static string Write(IEnumerable<ApiMethod> methods) =>
        $"const apiSchema = {Children("", [.. methods]).ToJsonString(StateJson.Readable)}\n;\n";

    private static JsonArray Children(string path, ApiMethod[] below)
    {
        var depth = path.Count(letter => letter == '/') + 1;
        var children = below
            .GroupBy(method => method.Path.Text.Split('/')[depth], StringComparer.Ordinal)
            .OrderBy(child => child.Key, StringComparer.Ordinal);
        return [.. children.Select(child => (JsonNode)Node($"{path}/{child.Key}", [.. child]))];
    }

    private static JsonObject Node(string path, ApiMethod[] methods)
    {
        var here = methods.Where(method => method.Path.Text == path).OrderBy(method => method.Method, StringComparer.Ordinal).ToArray();
        var below = methods.Except(here).ToArray();
        var node = new JsonObject();
        if (below.Length > 0)
            node["children"] = Children(path, below);
        if (here.Length > 0)
            node["info"] = new JsonObject(here.Select(method => KeyValuePair.Create(method.Method, (JsonNode?)Info(method))));
        node["leaf"] = below.Length > 0 ? 0 : 1;
        node["path"] = path;
        node["text"] = path[(path.LastIndexOf('/') + 1)..];
        return node;
    }

    private static JsonObject Info(ApiMethod method)
    {
        var parameters = new JsonObject { ["additionalProperties"] = 0 };
        if (method.Parameters.Count > 0)
            parameters["properties"] = Properties(method.Parameters);
        var info = new JsonObject
        {
            ["allowtoken"] = method.AcceptsTokens ? 1 : 0,
            ["method"] = method.Method,
            ["name"] = $"{method.Method} {method.Path.Text}",
            ["parameters"] = parameters,
            ["permissions"] = method.Permission.ToSchema(),
            ["returns"] = new JsonObject(),
        };
        if (method.Method != HttpMethods.Get)
            info["protected"] = 1;
        if (method.Path.Text.StartsWith("/nodes/{node}/", StringComparison.Ordinal))
            info["proxyto"] = "node";
        return info;
    }

    private static JsonObject Properties(IEnumerable<Parameter> parameters) => new(parameters
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
        .Select(parameter => KeyValuePair.Create(parameter.Count > 0 ? $"{parameter.Name}[n]" : parameter.Name, (JsonNode?)Property(parameter))));

    private static JsonObject Property(Parameter parameter)
    {
        var property = new JsonObject { ["type"] = parameter.Kind.Word() };
        if (!parameter.IsRequired)
            property["optional"] = 1;
        (string Name, JsonNode? Value)[] rest =
        [
            ("default_key", parameter.IsDefaultKey ? 1 : null),
            ("enum", parameter.Choices is { } choices ? new JsonArray([.. choices.Select(choice => (JsonNode?)choice)]) : null),
            ("format", parameter.Keys is { } keys ? Properties(keys.Keys) : FormatNames.Find(parameter.Format)),
            ("maximum", parameter.Maximum),
            ("maxLength", parameter.MaxLength),
            ("minimum", parameter.Minimum),
            ("minLength", parameter.MinLength),
            ("pattern", parameter.Pattern),
            ("requires", parameter.Requires),
        ];
        foreach (var (name, value) in rest.Where(entry => entry.Value is not null))
            property[name] = value;
        return property;
    }
}
