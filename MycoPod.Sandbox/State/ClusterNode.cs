using System.Text.Json.Serialization;

namespace MycoPod.Sandbox.State;

internal sealed class ClusterNode
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public int Cores { get; init; } = 8;

    public long Memory { get; init; } = 32L << 30;

    public long RootDisk { get; init; } = 96L << 30;

    /// <summary>A fault: it does not answer, and the others know nothing new of it.</summary>
    public bool IsLost { get; set; }

    /// <summary>The interfaces in effect, with their options as the API names them.</summary>
    public List<ConfigSection> Network { get; set; } = [];

    /// <summary>What /etc/network/interfaces.new says, where there is one.</summary>
    public List<ConfigSection>? StagedNetwork { get; set; }

    /// <summary>The virtual networks that were applied and reach this node.</summary>
    public List<string> Vnets { get; set; } = [];

    public SortedDictionary<string, string> Dns { get; init; } = new(StringComparer.Ordinal) { ["search"] = "home.arpa", ["dns1"] = "192.168.1.1" };

    public string? Hosts { get; set; }

    public string TimeZone { get; set; } = "Etc/UTC";

    [JsonIgnore]
    public List<Bridge> Bridges =>
    [
        .. Network.Where(entry => entry.Type is "bridge" or "OVSBridge").Select(Bridge.Of),
        .. Vnets.Select(name => new Bridge(name, "", Cidr: null, Gateway: null)),
    ];
}

internal sealed record Bridge(string Name, string Port, string? Cidr, string? Gateway)
{
    public static Bridge Of(ConfigSection entry) => new(
        entry.Id,
        entry["bridge_ports"] ?? "",
        entry["address"] is { } address ? $"{address}/{entry["netmask"]}" : null,
        entry["gateway"]);

    /// <summary>The interfaces that this bridge means: itself and its port.</summary>
    public IEnumerable<ConfigSection> ToInterfaces()
    {
        if (Port.Length > 0)
            yield return new() { Id = Port, Type = "eth" };

        var entry = new ConfigSection { Id = Name, Type = "bridge", Options = { ["autostart"] = "1", ["bridge_ports"] = Port } };
        if (Cidr?.Split('/') is [var address, var mask])
            (entry.Options["address"], entry.Options["netmask"]) = (address, mask);
        if (Gateway is not null)
            entry.Options["gateway"] = Gateway;
        yield return entry;
    }
}
