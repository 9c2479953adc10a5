using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>What a cluster usually looks like, for planning without credentials. Places that the text names are taken to exist.</summary>
internal static class StandInCluster
{
    private const long Plenty = 16L << 40;

    private static readonly string[] Templates =
    [
        "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst",
        "local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst",
        "local:vztmpl/ubuntu-22.04-standard_22.04-1_amd64.tar.zst",
        "local:vztmpl/alpine-3.20-default_20240908_amd64.tar.xz",
    ];

    public static InventorySnapshot For(IReadOnlyList<Intent> intents)
    {
        var stated = intents.OfType<CreateIntent>().SelectMany(c => c.Requests)
            .SelectMany(r => r.Groups.Select(g => g.Own).Append(r.Shared).Append(r.Common)).SelectMany(p => p.All).ToList();
        List<NodeName> nodes = [.. Named(stated, Property.Node, "pve").Where(IsNodeName).Select(n => new NodeName(n))];
        return new(
            "",
            "",
            DateTimeOffset.UnixEpoch,
            [.. nodes.Select(n => new Node(n, IsOnline: true, 8192, Plenty, 0))],
            [],
            [.. nodes.SelectMany(n => Named(stated, Property.Storage, "local-lvm").Select(s => new Storage(s, n, "lvmthin", ["rootdir"], IsShared: false, Plenty * 16, Plenty * 16)))],
            [.. nodes.SelectMany(n => Templates.Concat(Named(stated, Property.Template, null)).Select(t => new ContainerTemplate(t.Contains(':') ? t : $"local:vztmpl/{t}", n)))],
            [.. nodes.SelectMany(n => Named(stated, Property.Bridge, "vmbr0").Select(b => new Bridge(b, n)))],
            new Vmid(100));
    }

    private static IEnumerable<string> Named(IEnumerable<Stated> stated, Property property, string? usual) =>
        stated.Where(s => s.Property == property).Select(s => s.Value).Prepend(usual).OfType<string>().Distinct();

    private static bool IsNodeName(string name) =>
        name.Length is > 0 and <= 63 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-') && name[0] is not '-' && name[^1] is not '-';
}
