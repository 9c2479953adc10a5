using System.Globalization;
using System.Text.RegularExpressions;

namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>One request and answer of the real API code, as a file of the recording.</summary>
internal sealed partial record RecordedExchange(string Name, HttpMethod Method, string Target, string RequestBody, int Status, string Reason, string Body)
{
    public required IReadOnlyDictionary<string, string> RequestHeaders { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public double Seconds { get; init; }

    public bool IsApi => Target.StartsWith("/api2/json", StringComparison.Ordinal);

    public IReadOnlyList<string> Segments =>
        [.. Target["/api2/json".Length..].Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <returns>Null for the upload, of which only the answer was kept.</returns>
    public static RecordedExchange? Parse(string name, string file)
    {
        var text = file.ReplaceLineEndings("\n");
        var divider = Divider().Match(text);
        if (!divider.Success)
            return null;

        var (request, requestHeaders, requestBody) = Split(text[..divider.Index]);
        var (status, headers, body) = Split(text[(divider.Index + divider.Length)..]);
        var words = request.Split(' ');
        var answer = status.Split(' ', 3);
        return new(name, new(words[0]), words[1], requestBody.Trim('\n'), int.Parse(answer[1]), answer[2], body)
        {
            RequestHeaders = requestHeaders,
            Headers = headers,
            Seconds = double.Parse(divider.Groups[1].Value, CultureInfo.InvariantCulture),
        };
    }

    private static (string First, Dictionary<string, string> Headers, string Body) Split(string part)
    {
        var lines = part.Split('\n');
        var end = Array.FindIndex(lines, line => line.Length == 0);
        var headers = lines[1..end].Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[^1].Trim(), StringComparer.OrdinalIgnoreCase);
        return (lines[0], headers, string.Join('\n', lines[(end + 1)..]));
    }

    [GeneratedRegex(@"\n----- response \((\d+\.\d+) s\) -----\n")]
    private static partial Regex Divider();
}
