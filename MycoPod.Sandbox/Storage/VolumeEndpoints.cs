using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Storage;

/// <summary>Single volumes of a storage (pve-storage 8.3.6, API2/Storage/Content.pm).</summary>
internal sealed class VolumeEndpoints(ClusterState state, Permissions permissions, TaskRunner tasks, SandboxClock clock) : IEndpointGroup
{
    private const string All = "/nodes/{node}/storage/{storage}/content";
    private const string One = $"{All}/{{volume}}";

    private static readonly string[] Attributes = ["notes", "protected"];

    private static readonly Parameter[] OneVolume =
        [StandardParameters.Node, StandardParameters.Storage with { IsRequired = false }, Parameter.Text("volume") with { IsRequired = true }];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Of(
            "POST",
            All,
            PermissionRequirement.On("/storage/{storage}", "Datastore.AllocateSpace"),
            Allocate,
            StandardParameters.Node,
            StandardParameters.Storage,
            Parameter.Text("filename") with { IsRequired = true },
            Parameter.OneOf("format", "raw", "qcow2", "subvol", "vmdk") with { Requires = "size" },
            Parameter.Text("size") with { IsRequired = true, Pattern = @"\d+[MG]?" },
            StandardParameters.Vmid),
        ApiMethod.Get(One, PermissionRequirement.LoggedIn, Read, OneVolume),
        ApiMethod.Of("PUT", One, PermissionRequirement.LoggedIn, Update, [.. OneVolume, Parameter.Text("notes"), Parameter.Flag("protected")]),
        ApiMethod.Of("DELETE", One, PermissionRequirement.LoggedIn, RemoveAsync, [.. OneVolume, Parameter.Whole("delay", 1, 30)]),
    ];

    private ApiAnswer Allocate(ApiCall call)
    {
        var name = call.Parameters.Text("filename");
        return state.Change(cluster =>
        {
            var storage = StorageLookup.RequireEnabled(cluster, call.Parameters.Text("storage"), call.Node);
            if (!name.StartsWith($"vm-{call.Vmid}-", StringComparison.Ordinal))
                throw ApiException.Failure($"illegal name '{name}' - should be 'vm-{call.Vmid}-*'");

            var id = storage.HoldsFiles ? $"{storage.Id}:{call.Vmid}/{name}" : $"{storage.Id}:{name}";
            if (cluster.FindVolume(call.Node, id) is not null)
                throw ApiException.Failure(storage.HoldsFiles ? $"disk image '{storage.Path}/images/{call.Vmid}/{name}' already exists" : $"volume '{name}' already exists");
            var format = call.Parameters.OptionalText("format") ?? (name.EndsWith(".qcow2", StringComparison.Ordinal) ? "qcow2" : "raw");
            cluster.Volumes.Add(new(id, "images", format, Bytes(call.Parameters.Text("size")), clock.Now) { Node = storage.IsShared ? null : call.Node, Vmid = call.Vmid });
            return ApiAnswer.Of(id);
        });
    }

    private ApiAnswer Read(ApiCall call) => state.Read(cluster =>
    {
        var volume = Require(cluster, call);
        VolumeAccess.Require(permissions, call.Caller, volume);
        var view = new JsonObject
        {
            ["path"] = VolumePaths.Of(cluster, volume),
            ["size"] = volume.Size,
            ["used"] = volume.Used == 0 ? volume.Size : volume.Used,
            ["format"] = StorageView.Format(volume),
        };
        if (volume.Content == "backup")
        {
            view["notes"] = volume.Notes ?? "";
            view["protected"] = volume.IsProtected ? 1 : 0;
        }

        return ApiAnswer.Of(view);
    });

    private ApiAnswer Update(ApiCall call) => state.Change(cluster =>
    {
        var volume = Require(cluster, call);
        VolumeAccess.Require(permissions, call.Caller, volume);
        foreach (var attribute in Attributes.Where(call.Parameters.Has))
        {
            if (volume.Content != "backup")
                throw ApiException.Failure($"attribute '{attribute}' is not supported for storage type '{StorageLookup.Require(cluster, volume.Storage).Type}'");
        }

        cluster.Volumes[cluster.Volumes.IndexOf(volume)] = volume with
        {
            Notes = call.Parameters.OptionalText("notes") ?? volume.Notes,
            IsProtected = call.Parameters.Has("protected") ? call.Parameters.Flag("protected") : volume.IsProtected,
        };
        return ApiAnswer.Nothing;
    });

    /// <summary>With a delay nothing is answered if the task ends in time.</summary>
    private async ValueTask<ApiAnswer> RemoveAsync(ApiCall call)
    {
        var id = VolumeId(call);
        var (volume, name) = state.Read(cluster => (cluster.FindVolume(call.Node, id), StorageLookup.Require(cluster, id[..id.IndexOf(':')]).Id));
        VolumeAccess.RequireRemoval(permissions, call.Caller, volume ?? new(id, VolumePaths.ContentOf(id), "", 0, clock.Now) { Vmid = VolumePaths.OwnerOf(id) });

        var owner = VolumePaths.OwnerOf(id);
        var ended = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var upid = tasks.Start(call.Node, "imgdel", owner is null ? name : $"{owner}@{name}", call.Caller, worker => FreeAsync(worker, call.Node, id, ended));
        if (call.Parameters.OptionalWhole("delay") is not { } delay)
            return ApiAnswer.Of(upid.ToString());
        if (await Task.WhenAny(ended.Task, clock.DelayAsync(TimeSpan.FromSeconds(delay), call.Token)) != ended.Task)
            return ApiAnswer.Of(upid.ToString());
        return await ended.Task is { } failure ? throw ApiException.Failure(failure) : ApiAnswer.Nothing;
    }

    private async Task FreeAsync(TaskWorker worker, string node, string id, TaskCompletionSource<string?> ended)
    {
        try
        {
            await worker.WorkAsync(1);
            state.Change(cluster => Free(cluster, node, id));
            worker.Log($"Removed volume '{id}'");
            ended.SetResult(null);
        }
        catch (TaskFailureException failure)
        {
            ended.SetResult(failure.Message);
            throw;
        }
    }

    private static void Free(ClusterDocument cluster, string node, string id)
    {
        var volume = cluster.FindVolume(node, id);
        if (volume is null)
            throw new TaskFailureException($"volume '{id}' does not exist");
        if (volume.IsProtected)
            throw new TaskFailureException("cannot remove protected archive");
        cluster.Volumes.Remove(volume);
    }

    private static Volume Require(ClusterDocument cluster, ApiCall call)
    {
        var id = VolumeId(call);
        StorageLookup.RequireEnabled(cluster, id[..id.IndexOf(':')], call.Node);
        return cluster.FindVolume(call.Node, id) ?? throw ApiException.Failure($"volume_size_info on '{id}' failed - no format");
    }

    private static string VolumeId(ApiCall call)
    {
        var volume = call.Parameters.Text("volume");
        var storage = call.Parameters.OptionalText("storage");
        if (!volume.Contains(':', StringComparison.Ordinal))
            return storage is null ? throw ApiException.BadParameter("volume", "no storage specified - incomplete volume ID") : $"{storage}:{volume}";
        if (Formats.VolumeId(volume) is { } complaint)
            throw ApiException.BadParameter("volume", complaint);

        var named = volume[..volume.IndexOf(':')];
        return storage is null || storage == named ? volume : throw ApiException.BadParameter("volume", $"storage ID mismatch ({named} != {storage})\n");
    }

    /// <summary>Kilobytes unless a unit says otherwise.</summary>
    private static long Bytes(string size) => size[^1] switch
    {
        'M' => long.Parse(size[..^1]) << 20,
        'G' => long.Parse(size[..^1]) << 30,
        _ => long.Parse(size) << 10,
    };
}
