namespace MycoPod.Sandbox.Parameters;

/// <summary>Says what is wrong with a value, with the line end that the server's own text has; null where it is right.</summary>
internal delegate string? ValueFormat(string value);

/// <summary>One declared parameter of a method, or one key of a property string.</summary>
internal sealed record Parameter(string Name, ParameterKind Kind)
{
    public bool IsRequired { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>A regular expression for the whole value.</summary>
    public string? Pattern { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    public ValueFormat? Format { get; init; }

    /// <summary>The value is a comma separated list of these keys.</summary>
    public PropertyString? Keys { get; init; }

    /// <summary>In a property string: the value may stand without its key.</summary>
    public bool IsDefaultKey { get; init; }

    /// <summary>In a property string: another spelling of this key.</summary>
    public string? Alias { get; init; }

    /// <summary>In a property string: the key that takes this one's name as its value, as in <c>virtio=MAC</c>.</summary>
    public string? KeyAlias { get; init; }

    /// <summary>Another parameter that must be there too.</summary>
    public string? Requires { get; init; }

    /// <summary>net0, net1, …: how many there may be; 0 for a plain name.</summary>
    public int Count { get; init; }

    public static Parameter Text(string name) => new(name, ParameterKind.String);

    public static Parameter Flag(string name) => new(name, ParameterKind.Boolean);

    public static Parameter Whole(string name, double? minimum = null, double? maximum = null) =>
        new(name, ParameterKind.Integer) { Minimum = minimum, Maximum = maximum };

    public static Parameter Number(string name, double? minimum = null, double? maximum = null) =>
        new(name, ParameterKind.Number) { Minimum = minimum, Maximum = maximum };

    /// <summary>Several texts, joined by NUL; a single one is a list as well.</summary>
    public static Parameter List(string name) => new(name, ParameterKind.Array);

    public static Parameter OneOf(string name, params IReadOnlyList<string> choices) => Text(name) with { Choices = choices };

    public bool Covers(string name) => Count == 0
        ? name == Name
        : name.StartsWith(Name, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(Name.Length), out var index)
            && index < Count
            && name == $"{Name}{index}";
}
