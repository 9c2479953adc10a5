using System.Text.RegularExpressions;

namespace MycoPod.Sandbox.Parameters;

/// <summary>Checks values against their declaration and words every error as the server does.</summary>
internal static partial class ParameterCheck
{
    private const string Undeclared = "property is not defined in schema and the schema does not allow additional properties";

    public static void CheckAll(IReadOnlyList<Parameter> declared, IReadOnlyDictionary<string, RawValue> values, ParameterErrors errors, string? path = null)
    {
        string At(string name) => path is null ? name : $"{path}.{name}";

        foreach (var parameter in declared.Where(parameter => parameter.IsRequired && !values.ContainsKey(parameter.Name)))
            errors.Add(At(parameter.Name), "property is missing and it is not optional");

        foreach (var (name, value) in values)
        {
            var parameter = declared.FirstOrDefault(candidate => candidate.Covers(name));
            if (parameter is null)
                errors.Add(At(name), Undeclared);
            else if (Check(parameter, At(name), value) is { } text)
                errors.Add(At(name), text);
            if (parameter?.Requires is { } other && !values.ContainsKey(other))
                errors.Add(At(other), $"missing property - '{At(name)}' requires this property");
        }
    }

    private static string? Check(Parameter parameter, string path, RawValue value) =>
        CheckType(parameter.Kind, value)
        ?? CheckFormat(parameter, path, value.Text)
        ?? CheckLength(parameter, value.Text)
        ?? CheckRange(parameter, value.Text)
        ?? CheckChoices(parameter, value.Text);

    private static string? CheckType(ParameterKind kind, RawValue value)
    {
        if (value.Reference is { } reference)
            return IsOf(kind, reference) ? null : $"type check ('{kind.Word()}') failed - got {reference}";

        var isRight = kind switch
        {
            ParameterKind.Boolean => value.Text is "0" or "1",
            ParameterKind.Integer => IntegerShape().IsMatch(value.Text),
            ParameterKind.Number => NumberShape().IsMatch(value.Text),
            _ => true,
        };
        return isRight ? null : $"type check ('{kind.Word()}') failed - got '{value.Text}'";
    }

    private static bool IsOf(ParameterKind kind, string reference) =>
        kind switch { ParameterKind.Boolean => reference == RawValue.BooleanReference, ParameterKind.Array => reference == RawValue.ListReference, _ => false };

    private static string? CheckFormat(Parameter parameter, string path, string value)
    {
        var complaint = parameter.Keys is null ? parameter.Format?.Invoke(value) : parameter.Keys.Check(path, value);
        if (complaint is not null)
            return $"invalid format - {complaint}";

        var pattern = parameter.Pattern;
        return pattern is null || Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.None, Regex.InfiniteMatchTimeout)
            ? null
            : "value does not match the regex pattern";
    }

    private static string? CheckLength(Parameter parameter, string value)
    {
        if (value.Length > parameter.MaxLength)
            return $"value may only be {parameter.MaxLength} characters long";
        return value.Length < parameter.MinLength ? $"value must be at least {parameter.MinLength} characters long" : null;
    }

    private static string? CheckRange(Parameter parameter, string value)
    {
        if (!NumberShape().IsMatch(value))
            return null;
        var number = double.Parse(value);
        if (number > parameter.Maximum)
            return $"value must have a maximum value of {parameter.Maximum}";
        return number < parameter.Minimum ? $"value must have a minimum value of {parameter.Minimum}" : null;
    }

    private static string? CheckChoices(Parameter parameter, string value) =>
        parameter.Choices is null || parameter.Choices.Contains(value, StringComparer.Ordinal)
            ? null
            : $"value '{value}' does not have a value in the enumeration '{string.Join(", ", parameter.Choices)}'";

    [GeneratedRegex(@"^[+-]?\d+\z")]
    private static partial Regex IntegerShape();

    [GeneratedRegex(@"^[+-]?(\d+\.\d+|\d+\.|\.\d+|\d+)([eE][+-]?\d+)?\z")]
    private static partial Regex NumberShape();
}
