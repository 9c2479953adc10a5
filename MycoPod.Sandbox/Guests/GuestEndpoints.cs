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
        ApiMethod.Get($"{At}/{{vmid}}/status/current", OnGuest("VM.Audit"), Current, OneGuest),
    ];

    protected string At { get; } = $"/nodes/{{node}}/{kind.Type()}";

    protected static PermissionRequirement OnGuest(string privilege) => PermissionRequirement.On("/vms/{vmid}", privilege);

    protected ApiMethod Post(string path, string privilege, Func<ApiCall, ApiAnswer> handler, params Parameter[] parameters) =>
        ApiMethod.Of("POST", $"{At}/{{vmid}}/{path}", OnGuest(privilege), handler, [.. OneGuest, .. parameters]);

    /// <summary>Guests that the caller may not see are silently absent.</summary>
    protected ApiAnswer List(ApiCall call) => state.Read(cluster => ApiAnswer.List(cluster.Guests
        .Where(guest => guest.Kind == kind && guest.Node == call.Node && permissions.Has(call.Caller, $"/vms/{guest.Vmid}", "VM.Audit"))
        .Select(guest => view.Entry(cluster, guest))));

    private ApiAnswer Config(ApiCall call) =>
        state.Read(cluster => ApiAnswer.Of(GuestConfigView.Of(cluster.Require(call.Node, kind, call.Vmid))));

    private ApiAnswer Current(ApiCall call) =>
        state.Read(cluster => ApiAnswer.Of(view.Current(cluster, cluster.Require(call.Node, kind, call.Vmid))));
}
