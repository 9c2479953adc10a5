using Microsoft.AspNetCore.Http.Features;

namespace MycoPod.Sandbox.Http;

/// <summary>The path as it was sent: only the raw target tells an escaped slash from a real one.</summary>
internal sealed record RequestTarget(string Area, IReadOnlyList<string> Segments)
{
    public const string Api = "api2/json";
    public const string Control = "sandbox";

    /// <summary>The path below the area, as error texts name it.</summary>
    public string Path => "/" + string.Join('/', Segments);

    public static RequestTarget Of(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var segments = raw.Split('?')[0]
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(Uri.UnescapeDataString)
            .ToArray();
        return segments switch
        {
            ["api2", "json", .. var rest] => new(Api, rest),
            ["sandbox", .. var rest] => new(Control, rest),
            _ => new("", segments),
        };
    }
}
