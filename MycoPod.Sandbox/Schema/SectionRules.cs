using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Schema;

/// <summary>What a type of section has to have and may have (pve-common 8.3.1, SectionConfig.pm). A fixed option is set once.</summary>
internal sealed record SectionRules(IReadOnlyList<string> Required, IReadOnlyList<string> Optional, IReadOnlyList<string> Fixed)
{
    private const string Modified = "detected modified configuration - file changed by other user? Try again.";

    public void CheckNew(IReadOnlyDictionary<string, string> values)
    {
        CheckKnown(values);
        if (Required.FirstOrDefault(name => !values.ContainsKey(name)) is { } missing)
            throw ApiException.Failure($"missing value for required option '{missing}'");
    }

    public void CheckChange(IReadOnlyDictionary<string, string> values, IReadOnlyList<string> deletions)
    {
        if (values.Keys.FirstOrDefault(name => Fixed.Contains(name, StringComparer.Ordinal)) is { } unchangeable)
            throw ApiException.Failure($"can't change value of fixed parameter '{unchangeable}'");
        CheckKnown(values);
        foreach (var name in deletions)
        {
            if (!Required.Contains(name, StringComparer.Ordinal) && !Optional.Contains(name, StringComparer.Ordinal))
                throw ApiException.Failure($"no such option '{name}'");
            if (Required.Contains(name, StringComparer.Ordinal))
                throw ApiException.Failure($"unable to delete required option '{name}'");
            if (Fixed.Contains(name, StringComparer.Ordinal))
                throw ApiException.Failure($"unable to delete fixed option '{name}'");
            if (values.ContainsKey(name))
                throw ApiException.Failure($"cannot set and delete property '{name}' at the same time!");
        }
    }

    public static void Apply(SortedDictionary<string, string> options, IReadOnlyDictionary<string, string> values, IReadOnlyList<string> deletions)
    {
        foreach (var name in deletions)
            options.Remove(name);
        foreach (var (name, value) in values)
            options[name] = value;
    }

    public static void RequireUnmodified(string digest, ApiCall call)
    {
        if (call.Parameters.OptionalText("digest") is { } known && known != digest)
            throw ApiException.Failure(Modified);
    }

    public static IReadOnlyList<string> Deletions(ApiCall call) => ParameterValues.Split(call.Parameters.OptionalText("delete") ?? "");

    /// <summary>What a request sets: everything but the names in the path, the guard and the deletions.</summary>
    public static Dictionary<string, string> Values(ApiCall call, params string[] except) => call.Parameters.All
        .Where(entry => entry.Key is not ("digest" or "delete" or "type") && !except.Contains(entry.Key, StringComparer.Ordinal))
        .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>Numbers and booleans become JSON numbers once they were read from a section file.</summary>
    public static JsonObject View(IEnumerable<KeyValuePair<string, string>> options, IReadOnlyList<Parameter> parameters) => new(options
        .Select(option => KeyValuePair.Create(option.Key, Json(option.Value, parameters.FirstOrDefault(parameter => parameter.Covers(option.Key))))));

    private static JsonNode? Json(string value, Parameter? parameter) => parameter?.Kind switch
    {
        ParameterKind.Boolean or ParameterKind.Integer when long.TryParse(value, out var whole) => whole,
        ParameterKind.Number when double.TryParse(value, out var number) => number,
        ParameterKind.Array => new JsonArray([.. value.Split('\0').Select(part => (JsonNode?)part)]),
        _ => value,
    };

    private void CheckKnown(IReadOnlyDictionary<string, string> values)
    {
        if (values.Keys.FirstOrDefault(name => !Required.Contains(name, StringComparer.Ordinal) && !Optional.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw ApiException.Failure($"unexpected property '{unknown}'");
    }
}
