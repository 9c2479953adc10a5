using System.Globalization;
using System.Net;
using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Errors;

namespace MycoPod.Core.Proxmox.Guests;

/// <summary>Calls that are answered from within a guest.</summary>
public static class GuestAgentCalls
{
    /// <summary>Starts a command, and returns the number of its process.</summary>
    public static async Task<long> StartCommandAsync(this ProxmoxClient client, ProxmoxRequest request, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(request, cancellationToken);
        return data.ValueKind == JsonValueKind.Object && data.Text("pid") is not null
            ? data.Number("pid")
            : throw new ProxmoxException(FailureKind.UnknownOutcome, "The agent's answer names no process.");
    }

    /// <summary>What became of a command. An agent tells the end once, and forgets it then (qemu, qga/commands.c).</summary>
    public static async Task<AgentCommandState> GetCommandAsync(this ProxmoxClient client, NodeName node, Vmid vmid, long pid, CancellationToken cancellationToken)
    {
        var request = new ProxmoxRequest("GET", $"/nodes/{node}/qemu/{vmid}/agent/exec-status", [new("pid", pid.ToString(CultureInfo.InvariantCulture))]);
        var data = await client.SendAsync(request, cancellationToken);
        return new(
            data.Flag("exited"),
            data.Text("exitcode") is null ? null : (int)data.Number("exitcode"),
            data.Text("signal"),
            data.Text("out-data") ?? "",
            data.Text("err-data") ?? "",
            data.Flag("out-truncated") || data.Flag("err-truncated"));
    }

    /// <summary>Asks the agent of a VM for its system, which shows that it answers.</summary>
    public static Task AskAgentAsync(this ProxmoxClient client, NodeName node, Vmid vmid, CancellationToken cancellationToken) =>
        client.SendAsync(ProxmoxRequest.Get($"/nodes/{node}/qemu/{vmid}/agent/get-osinfo"), cancellationToken);

    /// <summary>The first IPv4 address under which others may reach a running guest, or null where it has none yet.</summary>
    public static async Task<string?> FindAddressAsync(this ProxmoxClient client, NodeName node, GuestKind kind, Vmid vmid, CancellationToken cancellationToken)
    {
        var below = kind == GuestKind.Vm ? "/agent/network-get-interfaces" : "/interfaces";
        var data = await client.SendAsync(ProxmoxRequest.Get($"/nodes/{node}/{kind.ApiName()}/{vmid}{below}"), cancellationToken);
        var interfaces = kind == GuestKind.Vm && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("result", out var result) ? result : data;
        return interfaces.ValueKind == JsonValueKind.Array ? interfaces.EnumerateArray().SelectMany(Addresses).FirstOrDefault(IsReachable) : null;
    }

    /// <summary>Newer versions list a container's addresses as an agent does; older ones know <c>inet</c> alone.</summary>
    private static IEnumerable<string> Addresses(JsonElement card) =>
    [
        .. card.TryGetProperty("ip-addresses", out var all) && all.ValueKind == JsonValueKind.Array ? all.EnumerateArray().Select(a => a.Text("ip-address")).OfType<string>() : [],
        .. card.Text("inet") is { } one ? [one.Split('/')[0]] : Array.Empty<string>(),
    ];

    private static bool IsReachable(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
        && !IPAddress.IsLoopback(address) && !text.StartsWith("169.254.", StringComparison.Ordinal);
}
