using System.Text.Json;
using MycoPod.Core.Proxmox.Schema;
using MycoPod.Tests.Sandbox.Conformity;

namespace MycoPod.Tests.Proxmox;

/// <summary>A recorded exchange as the client would check it before sending.</summary>
internal sealed record RecordedCall(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Parameters, ApiCaller Caller)
{
    public static RecordedCall Of(RecordedExchange exchange)
    {
        var target = exchange.Target["/api2/json".Length..].Split('?', 2);
        return new(
            exchange.Method.Method,
            target[0],
            [.. target.Skip(1).SelectMany(Form), .. exchange.RequestBody.StartsWith('{') ? Json(exchange.RequestBody) : Form(exchange.RequestBody)],
            exchange.RequestHeaders.ContainsKey("Authorization") ? ApiCaller.Token : ApiCaller.User);
    }

    public IReadOnlyList<SchemaProblem> Problems(ApiSchema schema) => schema.Check(Method, Path, Parameters, Caller);

    private static IEnumerable<KeyValuePair<string, string>> Form(string text) => text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2))
        .Select(p => KeyValuePair.Create(Decoded(p[0]), Decoded(p[^1])));

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>In JSON a boolean may be one; here it is sent as 0 or 1.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Json(string text) => JsonSerializer.Deserialize<JsonElement>(text).EnumerateObject()
        .Select(p => KeyValuePair.Create(p.Name, p.Value.ValueKind == JsonValueKind.True ? "1" : $"{p.Value}"));
}
