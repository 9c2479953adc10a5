using System.Text.RegularExpressions;
using MycoPod.Core.Runs;

namespace MycoPod.Tests.Benchmarks;

/// <summary>One call of a recorded run.</summary>
/// <param name="Task">The task that it asked after, or null.</param>
/// <param name="Started">The task that it started, or null.</param>
internal sealed partial record RecordedCall(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Parameters, string? Task, string? Started)
{
    public static RecordedCall Of(Exchange exchange) => new(
        exchange.Method,
        exchange.Path,
        ParametersOf(exchange.RequestBody),
        exchange.Method == "GET" && TaskPath().Match(exchange.Path) is { Success: true } asked ? Uri.UnescapeDataString(asked.Groups[1].Value) : null,
        exchange.Method != "GET" && StartedTask().Match(exchange.ResponseBody ?? "") is { Success: true } started ? started.Groups[1].Value : null);

    /// <summary>One <c>name=value</c> a line; a value may go on over several lines.</summary>
    private static List<KeyValuePair<string, string>> ParametersOf(string body)
    {
        List<KeyValuePair<string, string>> parameters = [];
        foreach (var line in body.Length == 0 ? [] : body.Split('\n'))
        {
            var name = ParameterName().Match(line);
            if (name.Success) parameters.Add(new(name.Groups[1].Value, line[name.Length..]));
            else parameters[^1] = new(parameters[^1].Key, $"{parameters[^1].Value}\n{line}");
        }

        return parameters;
    }

    [GeneratedRegex("/tasks/(UPID[^/?]+)/")]
    private static partial Regex TaskPath();

    [GeneratedRegex("\"data\"\\s*:\\s*\"(UPID:[^\"]+)\"")]
    private static partial Regex StartedTask();

    [GeneratedRegex("^([a-z][a-z0-9-]*)=")]
    private static partial Regex ParameterName();
}
