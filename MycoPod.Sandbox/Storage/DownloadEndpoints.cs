using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Storage;

/// <summary>Files that come from elsewhere: download-url, upload (pve-storage 8.3.6, API2/Storage/Status.pm) and aplinfo.</summary>
internal sealed class DownloadEndpoints(ClusterState state, TaskRunner tasks, Downloads downloads, SandboxClock clock) : IEndpointGroup
{
    private const long UnknownSize = 614L << 20;
    private const string At = "/nodes/{node}/storage/{storage}";

    private static readonly PermissionRequirement MayAdd = PermissionRequirement.On("/storage/{storage}", "Datastore.AllocateTemplate");
    private static readonly PermissionRequirement MayReach = PermissionRequirement.Either(
        PermissionRequirement.AllOn("/", "Sys.Audit", "Sys.Modify"),
        PermissionRequirement.On("/nodes/{node}", "Sys.AccessNetwork"));

    private static readonly Parameter Url = Parameter.Text("url") with { IsRequired = true, Pattern = "https?://.*" };
    private static readonly Parameter[] File =
    [
        StandardParameters.Node,
        StandardParameters.Storage,
        Parameter.Text("checksum") with { Requires = "checksum-algorithm" },
        Parameter.OneOf("checksum-algorithm", "md5", "sha1", "sha224", "sha256", "sha384", "sha512") with { Requires = "checksum" },
        Parameter.OneOf("content", "iso", "vztmpl", "import") with { IsRequired = true, Format = Formats.StorageContent },
        Parameter.Text("filename") with { IsRequired = true, MaxLength = 255 },
    ];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Of("POST", $"{At}/download-url", PermissionRequirement.Both(MayAdd, MayReach), Download, [.. File, Url, Parameter.Text("compression"), Parameter.Flag("verify-certificates")]),
        ApiMethod.Of("POST", $"{At}/upload", MayAdd, Upload, [.. File, Parameter.Text("tmpfilename") with { Pattern = "/var/tmp/pveupload-[0-9a-f]+" }]),
        ApiMethod.Get("/nodes/{node}/query-url-metadata", MayReach, Metadata, StandardParameters.Node, Url, Parameter.Flag("verify-certificates")),
        ApiMethod.Get("/nodes/{node}/aplinfo", PermissionRequirement.LoggedIn, _ => ApiAnswer.List(Appliances.All.Select(appliance => appliance.View())), StandardParameters.Node),
        ApiMethod.Of(
            "POST",
            "/nodes/{node}/aplinfo",
            MayAdd,
            FetchTemplate,
            StandardParameters.Node,
            StandardParameters.Storage,
            Parameter.Text("template") with { IsRequired = true, MaxLength = 255 }),
    ];

    private ApiAnswer Download(ApiCall call)
    {
        var content = call.Parameters.Text("content");
        var storage = state.Read(cluster => StorageLookup.RequireEnabled(cluster, call.Parameters.Text("storage"), call.Node));
        if (!storage.HoldsFiles)
            throw ApiException.Failure($"can't upload to storage type '{storage.Type}', not a file based storage!");
        if (!storage.Holds(content))
            throw ApiException.Failure($"storage '{storage.Id}' is not configured for content-type '{content}'");

        var target = DownloadTarget.Of(storage, call.Node, content, call.Parameters.Text("filename"));
        var source = new Downloads.Source(call.Parameters.Text("url"), UnknownSize, call.Parameters.OptionalText("checksum-algorithm"), call.Parameters.OptionalText("checksum"));
        return ApiAnswer.Of(tasks.Start(call.Node, "download", target.FileName, call.Caller, async worker =>
        {
            if (call.Parameters.Has("compression") && content != "iso")
                throw new TaskFailureException($"decompression not supported for {content}");
            await downloads.FetchAsync(worker, call.Node, target, source);
        }).ToString());
    }

    private ApiAnswer Upload(ApiCall call)
    {
        var content = call.Parameters.Text("content");
        var storage = state.Read(cluster => StorageLookup.RequireEnabled(cluster, call.Parameters.Text("storage"), call.Node));
        if (!storage.HoldsFiles)
            throw ApiException.Failure($"can't upload to storage type '{storage.Type}'");
        var file = call.Upload ?? throw ApiException.Failure("missing temporary file name");
        var target = DownloadTarget.Of(storage, call.Node, content, call.Parameters.Text("filename"));
        if (!storage.Holds(content))
            throw ApiException.Failure($"storage '{storage.Id}' does not support '{content}' content");
        return ApiAnswer.Of(tasks.Start(call.Node, "imgcopy", "", call.Caller, worker => ImportAsync(worker, call, file, target)).ToString());
    }

    /// <summary>A file of the same name is written over.</summary>
    private async Task ImportAsync(TaskWorker worker, ApiCall call, UploadedFile file, DownloadTarget target)
    {
        worker.Log($"starting file import from: {file.TemporaryName}");
        if (call.Parameters.OptionalText("checksum-algorithm") is { } algorithm)
        {
            var (got, expected) = (file.Hash(algorithm), call.Parameters.Text("checksum"));
            var isSame = string.Equals(got, expected, StringComparison.OrdinalIgnoreCase);
            worker.Log($"calculating checksum...{(isSame ? "OK, checksum verified" : "")}");
            if (!isSame)
                throw new TaskFailureException($"checksum mismatch: got '{got}' != expect '{expected}'");
        }

        worker.Log($"target node: {call.Node}");
        worker.Log($"target file: {target.Path}");
        worker.Log($"file size is: {file.Size}");
        await worker.LogAsync($"command: cp -- {file.TemporaryName} {target.Path}", 1);
        state.Change(cluster =>
        {
            cluster.Volumes.RemoveAll(volume => volume.Id == target.VolumeId && volume.Node == target.Node);
            cluster.Volumes.Add(target.Made(file.Size, clock.Now, checksum: null));
        });
        worker.Log("finished file import successfully");
    }

    private static ApiAnswer Metadata(ApiCall call)
    {
        var url = new Uri(call.Parameters.Text("url"));
        if (url.Host.EndsWith(".invalid", StringComparison.Ordinal))
            throw ApiException.Failure($"invalid server response: '500 Can't connect to {url.Host}:{url.Port} (Name or service not known)'");
        var name = url.Segments[^1];
        return ApiAnswer.Of(new JsonObject { ["filename"] = name, ["size"] = UnknownSize, ["mimetype"] = "application/octet-stream" });
    }

    private ApiAnswer FetchTemplate(ApiCall call)
    {
        var name = call.Parameters.Text("template");
        var appliance = Appliances.All.FirstOrDefault(known => known.FileName == name) ?? throw ApiException.BadParameter("template", "no such template");
        var storage = state.Read(cluster => StorageLookup.RequireEnabled(cluster, call.Parameters.Text("storage"), call.Node));
        if (!storage.HoldsFiles || !storage.Holds("vztmpl"))
            throw ApiException.Failure($"storage '{storage.Id}' does not support templates");

        var target = DownloadTarget.Of(storage, call.Node, "vztmpl", name);
        var source = new Downloads.Source(appliance.Location, appliance.Size, "sha512", appliance.Sha512);
        return ApiAnswer.Of(tasks.Start(call.Node, "download", name, call.Caller, worker => downloads.FetchAsync(worker, call.Node, target, source)).ToString());
    }
}
