using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>The cloud-init drive: what it says, what the configuration says by now, and writing it again.</summary>
internal sealed class CloudInitEndpoints(GuestTasks tasks) : IEndpointGroup
{
    private const string At = "/nodes/{node}/qemu/{vmid}/cloudinit";

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(At, PermissionRequirement.On("/vms/{vmid}", "VM.Audit"), List, StandardParameters.Node, StandardParameters.Vmid),
        ApiMethod.Of("PUT", At, PermissionRequirement.On("/vms/{vmid}", "VM.Config.Cloudinit"), WriteAsync, StandardParameters.Node, StandardParameters.Vmid),
    ];

    private ApiAnswer List(ApiCall call) => tasks.State.Read(cluster =>
    {
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        var names = guest.Config.Keys.Where(CloudInitOptions.Contains).Union(guest.CloudInit.Keys, StringComparer.Ordinal);
        return ApiAnswer.List(names.Select(name => Entry(guest, name)).ToArray<JsonNode>());
    });

    private static JsonObject Entry(Guest guest, string name)
    {
        var entry = new JsonObject { ["key"] = name };
        var now = Masked(name, guest.Config.GetValueOrDefault(name));
        if (!guest.CloudInit.TryGetValue(name, out var written))
        {
            entry["value"] = now;
            return entry;
        }

        if (written is not null)
            entry["value"] = Masked(name, written);
        if (now is null)
            entry["delete"] = 1;
        else
            entry["pending"] = now;
        return entry;
    }

    private static string? Masked(string name, string? value) => name == "cipassword" && value is not null ? "**********" : value;

    private ValueTask<ApiAnswer> WriteAsync(ApiCall call) => tasks.LockedAsync(call, GuestKind.Qemu, () => tasks.State.Change(cluster =>
    {
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        guest.RequireUnlocked();
        guest.CloudInit.Clear();
        return ApiAnswer.Nothing;
    }));
}
