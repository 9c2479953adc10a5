using System.Text.Json;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>The API's paths, one segment a level: fixed names first, else the variable.</summary>
internal sealed class SchemaTree
{
    private readonly Dictionary<string, SchemaTree> named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaMethod> methods = new(StringComparer.Ordinal);
    private (string Name, SchemaTree Below)? variable;

    public IEnumerable<SchemaMethod> Methods =>
        methods.Values.Concat(named.Values.SelectMany(n => n.Methods)).Concat(variable?.Below.Methods ?? []);

    public static SchemaTree Read(JsonElement nodes)
    {
        var tree = new SchemaTree();
        tree.Add(nodes);
        return tree;
    }

    /// <summary>The method at a path and what its variables hold there; null where the path or the method does not exist.</summary>
    /// <param name="segments">Unescaped.</param>
    public SchemaMethod? Find(string method, ReadOnlySpan<string> segments, Dictionary<string, string> variables)
    {
        if (segments.IsEmpty) return methods.GetValueOrDefault(method);
        if (named.TryGetValue(segments[0], out var child)) return child.Find(method, segments[1..], variables);
        if (variable is not var (name, below)) return null;

        // A variable that ends its path may hold slashes, as volumes and pools do.
        var isLast = below.named.Count == 0 && below.variable is null;
        variables[name] = isLast ? string.Join('/', segments) : segments[0];
        return below.Find(method, isLast ? [] : segments[1..], variables);
    }

    private void Add(JsonElement nodes)
    {
        foreach (var node in nodes.EnumerateArray())
        {
            var path = node.RequiredText("path");
            var child = Child(path[(path.LastIndexOf('/') + 1)..]);
            if (node.TryGetProperty("info", out var info))
            {
                foreach (var method in info.EnumerateObject()) child.methods[method.Name] = SchemaReader.Method(method.Name, path, method.Value);
            }

            if (node.TryGetProperty("children", out var children) && children.ValueKind == JsonValueKind.Array) child.Add(children);
        }
    }

    private SchemaTree Child(string segment)
    {
        if (segment is ['{', .. var name, '}'])
        {
            variable ??= (name, new());
            return variable.Value.Below;
        }

        if (!named.TryGetValue(segment, out var child)) named[segment] = child = new();
        return child;
    }
}
