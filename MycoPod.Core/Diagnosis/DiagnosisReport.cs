using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MycoPod.Core.Diagnosis;

/// <summary>What was found, for people or for programs.</summary>
public sealed record DiagnosisReport(IReadOnlyList<DiagnosisLine> Lines)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Whether nothing is found that does not work.</summary>
    public bool IsHealthy => Lines.All(l => l.Level != FindingLevel.Problem);

    /// <summary>As in <c>{"ok":true,"lines":[{"subject":"database","level":"ok","text":"…"}]}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(new { Ok = IsHealthy, Lines }, Format);

    public override string ToString()
    {
        var width = Lines.Count == 0 ? 0 : Lines.Max(l => l.Subject.Length);
        var indent = new string(' ', "problem".Length + width + 4);
        var lines = Lines.SelectMany(l => (string[])[$"{Word(l.Level),-7}  {l.Subject.PadRight(width)}  {l.Text}", .. l.Advice is null ? [] : (string[])[$"{indent}-> {l.Advice}"]]);
        return string.Join('\n', lines.Append("").Append(Summary()));
    }

    private static string Word(FindingLevel level) => level == FindingLevel.Ok ? "ok" : level == FindingLevel.Warning ? "warning" : "problem";

    private string Summary()
    {
        var problems = Lines.Count(l => l.Level == FindingLevel.Problem);
        var warnings = Lines.Count(l => l.Level == FindingLevel.Warning);
        return $"{(problems == 0 ? "No problem" : problems == 1 ? "1 problem" : $"{problems} problems")}, {(warnings == 1 ? "1 warning" : $"{warnings} warnings")}.";
    }
}
