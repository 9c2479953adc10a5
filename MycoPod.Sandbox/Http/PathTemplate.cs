namespace MycoPod.Sandbox.Http;

/// <summary>/nodes/{node}/lxc/{vmid}: literal segments, and names in braces that take one segment each.</summary>
internal sealed class PathTemplate(string text)
{
    private readonly string[] parts = text.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public string Text => text;

    /// <summary>The named segments' values, or null where the path is another.</summary>
    public Dictionary<string, string>? Match(IReadOnlyList<string> segments)
    {
        if (segments.Count != parts.Length)
            return null;

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < parts.Length; index++)
        {
            if (IsName(parts[index]))
                values.Add(parts[index][1..^1], segments[index]);
            else if (parts[index] != segments[index])
                return null;
        }

        return values;
    }

    public string Fill(Func<string, string> value) =>
        "/" + string.Join('/', parts.Select(part => IsName(part) ? value(part[1..^1]) : part));

    private static bool IsName(string part) => part.StartsWith('{');
}
