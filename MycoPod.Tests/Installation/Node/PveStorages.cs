namespace MycoPod.Tests.Installation.Node;

/// <summary>Storages of the node, and the container templates on them and to download.</summary>
internal sealed class PveStorages
{
    /// <summary>Name, contents, and what is free in GiB.</summary>
    public List<(string Name, string Content, int Free)> All { get; } = [("local", "iso,vztmpl,backup", 40), ("local-lvm", "rootdir,images", 90), ("nas", "vztmpl,backup", 10)];

    /// <summary>As in <c>debian-13-standard_13.1-2_amd64.tar.zst</c>.</summary>
    public List<string> Offered { get; } =
    [
        "alpine-3.22-default_20250617_amd64.tar.xz", "debian-12-standard_12.12-1_amd64.tar.zst", "debian-13-standard_13.1-2_amd64.tar.zst",
        "debian-13-standard_13.1-10_amd64.tar.zst", "debian-13-standard_13.1-11_arm64.tar.zst", "ubuntu-24.04-standard_24.04-2_amd64.tar.zst",
    ];

    /// <summary>As in <c>local:vztmpl/…</c>.</summary>
    public HashSet<string> Templates { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<ToolCommand> Commands =>
    [
        new("pvesm status", "GET /nodes/{node}/storage", [], Status),
        new("pveam update", Call: null, [], _ => "update successful"),
        new("pveam available", Call: null, [], _ => string.Join('\n', Offered.Select(t => $"system          {t}")), "section"),
        new("pveam list", Call: null, ["storage"], i => string.Join('\n', Templates.Where(t => t.StartsWith($"{i["storage"]}:", StringComparison.Ordinal)).Select(t => $"{t}   123.45MB").Prepend("NAME   SIZE"))),
        new("pveam download", "POST /nodes/{node}/aplinfo", ["storage", "template"], Download),
    ];

    private string Status(ToolInput input) => string.Join('\n', All
        .Where(s => (input.Find("content") is not { } content || s.Content.Split(',').Contains(content)) && (input.Find("storage") ?? s.Name) == s.Name)
        .Select(s => $"{s.Name} dir active {100L << 20} {(100L - s.Free) << 20} {(long)s.Free << 20} {100 - s.Free}.00%")
        .Prepend("Name Type Status Total Used Available %"));

    private string Download(ToolInput input)
    {
        if (!Offered.Contains(input["template"])) throw new ToolRefusal("400 Parameter verification failed.\ntemplate: no such template");
        Templates.Add($"{input["storage"]}:vztmpl/{input["template"]}");
        return "TASK OK";
    }
}
