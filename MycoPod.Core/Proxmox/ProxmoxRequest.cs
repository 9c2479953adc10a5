using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Core.Proxmox;

/// <summary>A request to the API.</summary>
/// <param name="Path">Below <c>/api2/json</c>; segments that come from outside are escaped already.</param>
public sealed record ProxmoxRequest(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>What stands before every path.</summary>
    internal string Root { get; init; } = "/api2/json";

    /// <summary>A node answers within a minute, or its proxy gives up after 30 s with 596 (facts: HTTP); a file takes its time.</summary>
    internal TimeSpan Patience => File is null ? TimeSpan.FromSeconds(60) : TimeSpan.FromHours(2);

    /// <summary>A file that goes along; the parameters are then parts beside it.</summary>
    public UploadedFile? File { get; init; }

    public static ProxmoxRequest Get(string path) => new("GET", path, []);

    /// <summary>The node in the path, or null.</summary>
    public string? Node => Path.Split('/', 4) is ["", "nodes", var node, ..] ? node : null;

    /// <summary>The request as it goes to one node; made anew for each sending.</summary>
    internal HttpRequestMessage Message(Uri server, IExchangeSink sink)
    {
        // The server refuses DELETE and GET with a body, and chunked bodies altogether (facts: HTTP).
        var inQuery = Method is "GET" or "DELETE";
        var query = inQuery && Parameters.Count > 0
            ? "?" + string.Join('&', Parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"))
            : "";
        var message = new HttpRequestMessage(new(Method), new Uri(server, $"{Root}{Path}{query}"));
        if (File is { } file) message.Content = file.Content(Parameters);
        else if (!inQuery) message.Content = new FormUrlEncodedContent(Parameters);
        message.Options.Set(ExchangeHandler.Note, new(sink, Node, inQuery ? [] : Recorded));
        return message;
    }

    /// <summary>A file's content is not recorded, its name is.</summary>
    private IReadOnlyList<KeyValuePair<string, string>> Recorded => File is { } file ? [.. Parameters, new("filename", file.Name)] : Parameters;
}
