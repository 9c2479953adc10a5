using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Snapshots;

/// <summary>Snapshots of machines and containers.</summary>
internal sealed class SnapshotEndpoints(GuestKind kind, ClusterState state, SnapshotWork work) : IEndpointGroup
{
    private static readonly Parameter Name = Parameter.Text("snapname") with { IsRequired = true, Format = Formats.ConfigId, MaxLength = 40 };
    private static readonly Parameter[] One = [StandardParameters.Node, StandardParameters.Vmid, Name];
    private static readonly PermissionRequirement MaySnapshot = PermissionRequirement.On("/vms/{vmid}", "VM.Snapshot");

    private readonly string at = $"/nodes/{{node}}/{kind.Type()}/{{vmid}}/snapshot";

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(at, PermissionRequirement.On("/vms/{vmid}", "VM.Audit"), List, StandardParameters.Node, StandardParameters.Vmid),
        ApiMethod.Of("POST", at, MaySnapshot, work.Create, [.. One, Parameter.Text("description"), .. kind == GuestKind.Qemu ? [Parameter.Flag("vmstate")] : Array.Empty<Parameter>()]),
        ApiMethod.Of("DELETE", $"{at}/{{snapname}}", MaySnapshot, work.Delete, [.. One, Parameter.Flag("force")]),
        ApiMethod.Of(
            "POST",
            $"{at}/{{snapname}}/rollback",
            PermissionRequirement.AnyOn("/vms/{vmid}", "VM.Snapshot", "VM.Snapshot.Rollback"),
            work.RollBack,
            [.. One, Parameter.Flag("start")]),
        ApiMethod.Get($"{at}/{{snapname}}/config", PermissionRequirement.AnyOn("/vms/{vmid}", "VM.Snapshot", "VM.Snapshot.Rollback", "VM.Audit"), Config, One),
        ApiMethod.Of("PUT", $"{at}/{{snapname}}/config", MaySnapshot, Describe, [.. One, Parameter.Text("description")]),
    ];

    private ApiAnswer List(ApiCall call) => state.Read(cluster =>
    {
        var guest = cluster.Require(call.Node, kind, call.Vmid);
        var current = new JsonObject
        {
            ["name"] = "current",
            ["description"] = "You are here!",
            ["digest"] = GuestConfigView.Digest(guest),
            ["running"] = guest.IsRunning ? 1 : 0,
        };
        if (guest.Config.TryGetValue("parent", out var parent))
            current["parent"] = parent;
        return ApiAnswer.List([.. guest.Snapshots.Select(Entry), current]);
    });

    private JsonObject Entry(GuestSnapshot snapshot)
    {
        var view = new JsonObject { ["name"] = snapshot.Name, ["snaptime"] = snapshot.TakenAt.ToUnixTimeSeconds(), ["description"] = snapshot.Description };
        if (kind == GuestKind.Qemu)
            view["vmstate"] = snapshot.State is null ? 0 : 1;
        if (snapshot.Parent is not null)
            view["parent"] = snapshot.Parent;
        return view;
    }

    private ApiAnswer Config(ApiCall call) => state.Read(cluster =>
    {
        var snapshot = Require(cluster, call);
        var view = GuestConfigView.Values(kind, snapshot.Config);
        view["snaptime"] = snapshot.TakenAt.ToUnixTimeSeconds();
        if (snapshot.Description.Length > 0)
            view["description"] = snapshot.Description;
        return ApiAnswer.Of(view);
    });

    private ApiAnswer Describe(ApiCall call)
    {
        state.Change(cluster => Require(cluster, call).Description = call.Parameters.OptionalText("description") ?? "");
        return ApiAnswer.Nothing;
    }

    private GuestSnapshot Require(ClusterDocument cluster, ApiCall call)
    {
        var name = call.Parameters.Text("snapname");
        return cluster.Require(call.Node, kind, call.Vmid).FindSnapshot(name) ?? throw ApiException.Failure($"snapshot '{name}' does not exist");
    }
}
