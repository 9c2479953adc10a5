using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Storage;

internal sealed class StorageEndpoints(ClusterState state, Permissions permissions) : IEndpointGroup
{
    private const string At = "/nodes/{node}/storage";

    private static readonly string[] Sight = ["Datastore.Audit", "Datastore.AllocateSpace"];
    private static readonly PermissionRequirement MaySee = PermissionRequirement.AnyOn("/storage/{storage}", Sight);

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(
            At,
            PermissionRequirement.LoggedIn,
            List,
            StandardParameters.Node,
            Parameter.Text("content") with { Format = Formats.ListOf(Formats.StorageContent) },
            Parameter.Flag("enabled"),
            Parameter.Flag("format"),
            StandardParameters.Storage with { IsRequired = false },
            Parameter.Text("target") with { Format = Formats.NodeName }),
        ApiMethod.Get($"{At}/{{storage}}/status", MaySee, Status, StandardParameters.Node, StandardParameters.Storage),
        ApiMethod.Get(
            $"{At}/{{storage}}/content",
            MaySee,
            Content,
            StandardParameters.Node,
            StandardParameters.Storage,
            Parameter.Text("content") with { Format = Formats.StorageContent },
            StandardParameters.OptionalVmid),
    ];

    /// <summary>Storages that the caller may not see are silently absent.</summary>
    private ApiAnswer List(ApiCall call)
    {
        var contents = ParameterValues.Split(call.Parameters.OptionalText("content") ?? "");
        var wanted = call.Parameters.OptionalText("storage");
        var target = call.Parameters.OptionalText("target");
        var enabledOnly = call.Parameters.Flag("enabled") || target is not null;
        return state.Read(cluster => ApiAnswer.List(cluster.Storages
            .Where(storage => wanted is null || storage.Id == wanted)
            .Where(storage => storage.IsOn(call.Node) && (target is null || storage.IsOn(target)))
            .Where(storage => !enabledOnly || !storage.IsDisabled)
            .Where(storage => contents.Length == 0 || contents.Any(storage.Holds))
            .Where(storage => permissions.HasAny(call.Caller, $"/storage/{storage.Id}", Sight))
            .Select(storage => StorageView.Entry(cluster, call.Node, storage))));
    }

    private ApiAnswer Status(ApiCall call) => state.Read(cluster =>
        cluster.FindStorage(call.Parameters.Text("storage")) is { } storage && storage.IsOn(call.Node)
            ? ApiAnswer.Of(StorageView.Status(cluster, call.Node, storage))
            : throw ApiException.BadParameter("storage", "No such storage."));

    private ApiAnswer Content(ApiCall call)
    {
        var content = call.Parameters.OptionalText("content");
        var vmid = call.Parameters.OptionalWhole("vmid");
        return state.Read(cluster =>
        {
            var storage = StorageLookup.Require(cluster, call);
            StorageLookup.RequireEnabled(cluster, storage.Id, call.Node);
            return ApiAnswer.List(cluster.VolumesOn(call.Node, storage)
                .Where(volume => content is null || volume.Content == content)
                .Where(volume => vmid is null || volume.Vmid == vmid)
                .Where(volume => VolumeAccess.Has(permissions, call.Caller, volume))
                .OrderBy(volume => volume.Id, StringComparer.Ordinal)
                .Select(volume => StorageView.Content(storage, volume)));
        });
    }
}
