using System.Text.Json;
using MycoPod.Core.Plans;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Fixtures;

/// <summary>The published API schema of Proxmox VE 8.4, beside the repository.</summary>
internal static class PublishedSchema
{
    /// <summary>The method behind a call, and its name with the path's placeholders, as in <c>POST /nodes/{node}/lxc</c>.</summary>
    public static (string Name, JsonElement Method) Find(ApiCall call)
    {
        var path = "";
        JsonElement found = default;
        var level = JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllText(SharedFolder.Require("proxmox", "api-schema-8.4.json"))) ?? [];
        foreach (var part in call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = level.OrderBy(n => Last(n).StartsWith('{')).First(n => Last(n) == part || Last(n).StartsWith('{'));
            path = found.GetProperty("path").GetString() ?? "";
            level = found.TryGetProperty("children", out var children) ? [.. children.EnumerateArray()] : [];
        }

        return ($"{call.Method} {path}", found.GetProperty("info").GetProperty(call.Method));
    }

    private static string Last(JsonElement node) => (node.GetProperty("path").GetString() ?? "").Split('/')[^1];
}
