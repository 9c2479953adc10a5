using System.Globalization;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>Holds one value against what the schema says about it; the first mistake counts, as with the server.</summary>
internal static partial class ValueCheck
{
    /// <param name="name">For the problems: the parameter, and the key inside it.</param>
    public static IEnumerable<SchemaProblem> Check(string name, SchemaParameter schema, string value)
    {
        if (OfType(schema.Kind, value) is { } type) return [new(name, type)];
        if (schema.Keys is { } keys) return PropertyStringCheck.Check(name, keys, value);
        if (schema.Format is { } format) return OfFormat(name, format, value);
        return OfLimits(schema, value) is { } limit ? [new(name, limit)] : [];
    }

    private static string? OfType(ValueKind kind, string value) => kind switch
    {
        ValueKind.Integer when !Integer().IsMatch(value) => $"must be a whole number, not '{value}'.",
        ValueKind.Number when !Number().IsMatch(value) => $"must be a number, not '{value}'.",
        ValueKind.Boolean when value is not ("0" or "1") => $"must be 0 or 1, not '{value}'.",
        _ => null,
    };

    private static IEnumerable<SchemaProblem> OfFormat(string name, string format, string value)
    {
        if (NamedPropertyStrings.Find(format) is { } keys) return PropertyStringCheck.Check(name, keys, value);
        return NamedFormats.Problem(format, value) is { } problem ? [new(name, problem)] : [];
    }

    private static string? OfLimits(SchemaParameter schema, string value)
    {
        if (schema.Pattern is { } pattern && schema.IsMissedBy(value)) return $"'{value}' is not of the form {pattern}.";
        if (value.Length > schema.MaxLength) return $"may have {schema.MaxLength} characters at most.";
        if (value.Length < schema.MinLength) return $"must have {schema.MinLength} characters at least.";
        if (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            if (number < schema.Minimum) return $"must be at least {schema.Minimum}, not {value}.";
            if (number > schema.Maximum) return $"may be at most {schema.Maximum}, not {value}.";
        }

        return schema.Choices.Count > 0 && !schema.Choices.Contains(value) ? $"'{value}' is none of {string.Join(", ", schema.Choices)}." : null;
    }

    [GeneratedRegex(@"\A[+-]?[0-9]+\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A[+-]?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex Number();
}
