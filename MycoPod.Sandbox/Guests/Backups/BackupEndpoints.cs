using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Backups;

/// <summary>Backups of guests: making them, what they are made with, what is in them.</summary>
internal sealed class BackupEndpoints(ClusterState state, Permissions permissions, BackupRequest request) : IEndpointGroup
{
    private const string At = "/nodes/{node}/vzdump";

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Of("POST", At, PermissionRequirement.LoggedIn, request.Start, BackupParameters.All),
        ApiMethod.Get($"{At}/defaults", PermissionRequirement.LoggedIn, Defaults, StandardParameters.Node, StandardParameters.Storage with { IsRequired = false }),
        ApiMethod.Get(
            $"{At}/extractconfig",
            PermissionRequirement.LoggedIn,
            Config,
            StandardParameters.Node,
            Parameter.Text("volume") with { IsRequired = true }),
    ];

    private ApiAnswer Defaults(ApiCall call)
    {
        var storage = call.Parameters.OptionalText("storage") ?? "local";
        permissions.RequireAny(call.Caller, $"/storage/{storage}", "Datastore.Audit", "Datastore.AllocateSpace");
        return state.Read(cluster =>
        {
            cluster.RequireStorage(storage);
            return ApiAnswer.Of(new JsonObject
            {
                ["all"] = 0,
                ["compress"] = "0",
                ["ionice"] = 7,
                ["lockwait"] = 180,
                ["mailnotification"] = "always",
                ["mode"] = "snapshot",
                ["notes-template"] = "{{guestname}}",
                ["pigz"] = 0,
                ["prune-backups"] = new JsonObject { ["keep-all"] = "1" },
                ["remove"] = 1,
                ["stdexcludes"] = 1,
                ["stopwait"] = 10,
                ["zstd"] = 1,
            });
        });
    }

    private ApiAnswer Config(ApiCall call)
    {
        var volume = call.Parameters.Text("volume");
        return state.Read(cluster =>
        {
            RestoreSource.RequireAccess(call, cluster, permissions, volume);
            var backup = cluster.Backups.Find(backup => backup.Volume == volume) ?? throw ApiException.Failure($"volume '{volume}' does not exist");
            return ApiAnswer.Of(string.Concat(backup.Config.Select(entry => $"{entry.Key}: {entry.Value}\n")));
        });
    }
}
