namespace MycoPod.Sandbox.Parameters;

/// <summary>Parameters that passed their check.</summary>
internal sealed class ParameterValues(IReadOnlyDictionary<string, string> values)
{
    private static readonly char[] Separators = [',', ';', ' ', '\t', '\r', '\n', '\0'];

    public IReadOnlyDictionary<string, string> All => values;

    /// <summary>The server's *-list formats separate by comma, semicolon, white space or NUL.</summary>
    public static string[] Split(string list) => list.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    public bool Has(string name) => values.ContainsKey(name);

    public string Text(string name) => values[name];

    public string? OptionalText(string name) => values.GetValueOrDefault(name);

    public long Whole(string name) => long.Parse(values[name]);

    public long? OptionalWhole(string name) => Has(name) ? Whole(name) : null;

    /// <summary>The entries of a parameter of type array.</summary>
    public string[] List(string name) => values.TryGetValue(name, out var list) ? list.Split('\0') : [];

    public bool Flag(string name) => values.GetValueOrDefault(name) == "1";
}
