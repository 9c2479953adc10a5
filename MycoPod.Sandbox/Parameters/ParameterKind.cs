namespace MycoPod.Sandbox.Parameters;

/// <summary>The schema's type words.</summary>
internal enum ParameterKind
{
    String,
    Integer,
    Number,
    Boolean,
    Array,
}

internal static class ParameterKinds
{
    public static string Word(this ParameterKind kind) => kind switch
    {
        ParameterKind.String => "string",
        ParameterKind.Integer => "integer",
        ParameterKind.Number => "number",
        ParameterKind.Boolean => "boolean",
        ParameterKind.Array => "array",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
