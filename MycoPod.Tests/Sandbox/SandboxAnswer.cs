using System.Text.Json;

namespace MycoPod.Tests.Sandbox;

internal sealed record SandboxAnswer(int Status, string Reason, string Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public JsonElement Data => Json.GetProperty("data");

    public string Upid => Data.GetString() ?? throw new InvalidOperationException($"no UPID in {Body}");

    public string Error(string parameter) => Json.GetProperty("errors").GetProperty(parameter).GetString() ?? "";
}
