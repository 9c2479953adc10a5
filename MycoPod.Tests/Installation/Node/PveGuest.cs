namespace MycoPod.Tests.Installation.Node;

/// <summary>A guest of the cluster; a container of this node has a folder with its <c>/root</c>, <c>/opt</c> and its own programs.</summary>
internal sealed class PveGuest(int id, string type, string node)
{
    public int Id => id;

    public string Type => type;

    public string Node { get; set; } = node;

    public Dictionary<string, string> Config { get; } = new(StringComparer.Ordinal);

    public bool IsRunning { get; set; }

    public string Folder { get; init; } = "";
}
