namespace MycoPod.Sandbox.Parameters;

/// <summary>A parameter as it arrived. Forms carry text only; a JSON body may carry what the server knows as Perl references.</summary>
internal readonly record struct RawValue(string Text, string? Reference = null)
{
    public const string BooleanReference = "JSON::PP::Boolean";
    public const string ListReference = "ARRAY";

    public static implicit operator RawValue(string text) => new(text);
}
