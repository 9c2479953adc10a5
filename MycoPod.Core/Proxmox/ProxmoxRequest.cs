namespace MycoPod.Core.Proxmox;

/// <summary>A request to the API.</summary>
/// <param name="Path">Below <c>/api2/json</c>; segments that come from outside are escaped already.</param>
public sealed record ProxmoxRequest(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    public static ProxmoxRequest Get(string path) => new("GET", path, []);

    /// <summary>The node in the path, or null.</summary>
    public string? Node => Path.Split('/', 4) is ["", "nodes", var node, ..] ? node : null;
}
