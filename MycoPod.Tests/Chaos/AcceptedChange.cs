using System.Text.Json;

namespace MycoPod.Tests.Chaos;

/// <summary>A change as the sandbox's own log tells of it.</summary>
/// <param name="Call">As in <c>POST /nodes/pve1/lxc</c>.</param>
/// <param name="Name">The name of the guest it makes, or empty.</param>
internal sealed record AcceptedChange(string Call, string Name, string Upid)
{
    public static AcceptedChange Of(JsonElement line) => new(
        $"{line.GetProperty("method")} {line.GetProperty("path")}",
        line.GetProperty("parameters").TryGetProperty("hostname", out var name) ? name.GetString() ?? "" : "",
        line.GetProperty("upid").GetString() ?? "");
}
