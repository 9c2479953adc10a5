using System.Text.Json;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>
/// The API as one version of Proxmox VE declares it, as its API viewer's <c>apidoc.js</c> or the plain JSON holds it. It says
/// beforehand what the cluster would refuse; what it lets pass may still be refused.
/// </summary>
public sealed class ApiSchema
{
    private readonly SchemaTree tree;

    private ApiSchema(SchemaTree tree)
    {
        this.tree = tree;
        Methods = [.. tree.Methods];
    }

    public IReadOnlyList<SchemaMethod> Methods { get; }

    /// <summary>Reads the first JSON array of a file, which is all that counts in <c>apidoc.js</c>.</summary>
    /// <exception cref="FormatException">There is none, or it is no schema.</exception>
    public static ApiSchema Read(ReadOnlySpan<byte> file)
    {
        var start = file.IndexOf((byte)'[');
        if (start < 0) throw new FormatException("The file holds no API schema.");
        try
        {
            var reader = new Utf8JsonReader(file[start..]);
            var schema = new ApiSchema(SchemaTree.Read(JsonElement.ParseValue(ref reader)));
            return schema.Methods.Count > 0 ? schema : throw new FormatException("The API schema names no method.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The API schema cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The method that a call would reach, or null.</summary>
    /// <param name="path">Below <c>/api2/json</c>, segments escaped.</param>
    public SchemaMethod? Find(string method, string path) => tree.Find(method, Segments(path), []);

    /// <summary>Why the cluster would refuse a call; nothing where no reason is known.</summary>
    /// <param name="path">Below <c>/api2/json</c>, segments escaped.</param>
    /// <param name="parameters">As they would be sent, before they are encoded.</param>
    public IReadOnlyList<SchemaProblem> Check(
        string method, string path, IReadOnlyList<KeyValuePair<string, string>> parameters, ApiCaller caller = ApiCaller.Token)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (tree.Find(method, Segments(path), variables) is not { } found) return [new("", $"{method} {path} does not exist in this version.")];
        if (caller != ApiCaller.Root && found.IsForRootOnly) return [new("", $"{found.Method} {found.Path} is for root@pam itself only, logged in with a password.")];
        if (caller == ApiCaller.Token && !found.AllowsTokens) return [new("", $"{found.Method} {found.Path} refuses API tokens.")];

        List<SchemaProblem> problems = [];
        problems.AddRange(parameters.Where(p => variables.TryGetValue(p.Key, out var inPath) && inPath != p.Value)
            .Select(p => new SchemaProblem(p.Key, "is another than in the path.")));
        List<KeyValuePair<string, string>> given = [.. variables, .. parameters.Where(p => !variables.ContainsKey(p.Key))];
        problems.AddRange(new ParameterCheck(found).Check(given));
        if (caller != ApiCaller.Root) problems.AddRange(RootOnlyOptions.Check(found, given));
        return problems;
    }

    private static string[] Segments(string path) =>
        [.. path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
}
