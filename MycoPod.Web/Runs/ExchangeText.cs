using System.Text.Encodings.Web;
using System.Text.Json;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>An exchange as text: request line, masked authorization, parameters, status, body.</summary>
internal static class ExchangeText
{
    /// <summary>The method of a command over SSH, whose status is the exit status.</summary>
    private const string Command = "SSH";

    private const string Masked = "••••••";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Exchange exchange)
    {
        if (exchange.Method == Command) return OfCommand(exchange);
        var request = $"{exchange.Method} {exchange.Path}\nAuthorization: {Masked}\n";
        if (exchange.RequestBody.Length > 0) request += $"\n{exchange.RequestBody.TrimEnd()}\n";
        return exchange.StatusCode is { } status
            ? $"{request}\n{status} {exchange.Reason}\n{Pretty(exchange.ResponseBody)}".TrimEnd()
            : $"{request}\nNo answer: {exchange.Failure ?? "unknown"}";
    }

    private static string OfCommand(Exchange exchange)
    {
        var command = $"{exchange.Method} {exchange.Path}\n\n{exchange.RequestBody}\n";
        return exchange.StatusCode is { } status
            ? $"{command}\nexit status {status}\n{exchange.ResponseBody}".TrimEnd()
            : $"{command}\nNo exit status: {exchange.Failure ?? "unknown"}\n{exchange.ResponseBody}".TrimEnd();
    }

    private static string Pretty(string? body)
    {
        if (string.IsNullOrWhiteSpace(body)) return "";
        try
        {
            using var document = JsonDocument.Parse(body);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
