using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>What reads the same for containers and machines: lists, status, configuration.</summary>
internal abstract class GuestEndpoints(GuestKind kind, ClusterState state, Permissions permissions, GuestView view) : IEndpointGroup
{
    private static readonly Parameter[] OneGuest = [StandardParameters.Node, StandardParameters.Vmid];

    public virtual IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get($"{At}/{{vmid}}/config", OnGuest("VM.Audit"), Config,
        [
            .. OneGuest,
            Parameter.Flag("current"),
            Parameter.Text("snapshot") with { Format = Formats.ConfigId, MaxLength = 40 },
        ]),
        ApiMethod.Get($"{At}/{{vmid}}/pending", OnGuest("VM.Audit"), Pending, OneGuest),
        ApiMethod.Get($"{At}/{{vmid}}/status/current", OnGuest("VM.Audit"), Current, OneGuest),
        ApiMethod.Get($"{At}/{{vmid}}/feature", OnGuest("VM.Audit"), Feature,
        [
            .. OneGuest,
            Parameter.OneOf("feature", "snapshot", "clone", "copy") with { IsRequired = true },
            Parameter.Text("snapname") with { Format = Formats.ConfigId, MaxLength = 40 },
        ]),
    ];

    protected ClusterState State => state;

    protected string At { get; } = $"/nodes/{{node}}/{kind.Type()}";

    protected static PermissionRequirement OnGuest(string privilege) => PermissionRequirement.On("/vms/{vmid}", privilege);

    protected ApiMethod Post(string path, string privilege, Func<ApiCall, ApiAnswer> handler, params Parameter[] parameters) =>
        ApiMethod.Of("POST", $"{At}/{{vmid}}/{path}", OnGuest(privilege), handler, [.. OneGuest, .. parameters]);

    /// <summary>Guests that the caller may not see are silently absent.</summary>
    protected ApiAnswer List(ApiCall call) => state.Read(cluster => ApiAnswer.List(cluster.Guests
        .Where(guest => guest.Kind == kind && guest.Node == call.Node && permissions.Has(call.Caller, $"/vms/{guest.Vmid}", "VM.Audit"))
        .Select(guest => view.Entry(cluster, guest))));

    protected ApiMethod Post(string path, string privilege, ApiHandler handler, params Parameter[] parameters) =>
        ApiMethod.Of("POST", $"{At}/{{vmid}}/{path}", OnGuest(privilege), handler, [.. OneGuest, .. parameters]);

    protected ApiMethod Put(string path, PermissionRequirement permission, ApiHandler handler, params Parameter[] parameters) =>
        ApiMethod.Of("PUT", $"{At}/{{vmid}}/{path}", permission, handler, [.. OneGuest, .. parameters]);

    private ApiAnswer Config(ApiCall call)
    {
        var (isCurrent, snapshot) = (call.Parameters.Flag("current"), call.Parameters.OptionalText("snapshot"));
        if (isCurrent && snapshot is not null)
        {
            const string Conflict = "cannot use 'snapshot' parameter with 'current'";
            throw ApiException.BadParameters(new Dictionary<string, string>(StringComparer.Ordinal) { ["snapshot"] = Conflict, ["current"] = Conflict });
        }

        return state.Read(cluster => ApiAnswer.Of(GuestConfigView.Of(cluster.Require(call.Node, kind, call.Vmid), isCurrent, snapshot)));
    }

    private ApiAnswer Pending(ApiCall call) =>
        state.Read(cluster => ApiAnswer.List(GuestConfigView.Pending(cluster.Require(call.Node, kind, call.Vmid)).ToArray()));

    private ApiAnswer Current(ApiCall call) =>
        state.Read(cluster => ApiAnswer.Of(view.Current(cluster, cluster.Require(call.Node, kind, call.Vmid))));

    private ApiAnswer Feature(ApiCall call) => state.Read(cluster =>
    {
        var guest = cluster.Require(call.Node, kind, call.Vmid);
        var answer = new JsonObject { ["hasFeature"] = StorageFeatures.Has(cluster, guest, call.Parameters.Text("feature")) ? 1 : 0 };
        if (kind == GuestKind.Qemu)
            answer["nodes"] = new JsonArray([.. cluster.Nodes.Where(node => node.Name == guest.Node || IsShared(cluster, guest)).Select(node => JsonValue.Create(node.Name))]);
        return ApiAnswer.Of(answer);
    });

    private static bool IsShared(ClusterDocument cluster, Guest guest) => guest.Disks().All(disk => cluster.FindVolume(guest, disk.Value) is { Node: null });
}
