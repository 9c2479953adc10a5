using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Jobs;

/// <summary>Replication of guests to another node (pve-manager 8.4.1, API2/ReplicationConfig.pm). Nothing is copied.</summary>
internal sealed class ReplicationEndpoints(ClusterState state, Permissions permissions) : IEndpointGroup
{
    private const string All = "/cluster/replication";
    private const string One = $"{All}/{{id}}";
    public const string File = "replication";

    private static readonly PermissionRequirement MayChange = PermissionRequirement.On("/storage", "Datastore.Allocate");
    private static readonly SectionRules Rules = new(["target"], ["comment", "disable", "rate", "remove_job", "schedule", "source"], ["target"]);
    public static readonly Parameter Id = Parameter.Text("id") with { IsRequired = true, Format = ClusterFormats.ReplicationId, Pattern = @"[1-9][0-9]{2,8}-\d{1,9}" };
    private static readonly Parameter[] Options =
    [
        Id,
        Parameter.Text("comment") with { MaxLength = 4096 },
        Parameter.Flag("disable"),
        Parameter.Number("rate", 1),
        Parameter.OneOf("remove_job", "local", "full"),
        Parameter.Text("schedule") with { Format = ClusterFormats.CalendarEvent, MaxLength = 128 },
        Parameter.Text("source") with { Format = Formats.NodeName },
    ];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, PermissionRequirement.LoggedIn, List),
        ApiMethod.Of(
            "POST",
            All,
            MayChange,
            Create,
            [.. Options, Parameter.Text("target") with { IsRequired = true, Format = Formats.NodeName }, Parameter.OneOf("type", "local") with { IsRequired = true }]),
        ApiMethod.Get(One, PermissionRequirement.LoggedIn, Read, Id),
        ApiMethod.Of("PUT", One, MayChange, Update, [.. Options, CommonParameters.Delete, CommonParameters.Digest]),
        ApiMethod.Of("DELETE", One, MayChange, Delete, Parameter.Flag("force"), Id, Parameter.Flag("keep")),
    ];

    private ApiAnswer List(ApiCall call) => state.Read(cluster => ApiAnswer.List(cluster.SectionsOf(File)
        .Where(job => permissions.Has(call.Caller, $"/vms/{Guest(job.Id)}", "VM.Audit"))
        .Select(View)));

    private ApiAnswer Read(ApiCall call)
    {
        permissions.Require(call.Caller, $"/vms/{Guest(call.Parameters.Text("id"))}", "VM.Audit");
        return state.Read(cluster =>
        {
            var view = View(Require(cluster, call));
            view["digest"] = Digests.Of(cluster.SectionsOf(File));
            return ApiAnswer.Of(view);
        });
    }

    private ApiAnswer Create(ApiCall call)
    {
        state.Change(cluster =>
        {
            var id = call.Parameters.Text("id");
            var options = SectionRules.Values(call, "id");
            options.TryAdd("source", RequireReplicable(cluster, call, Guest(id)).Node);
            if (cluster.SectionsOf(File).Exists(job => job.Id == id))
                throw ApiException.Failure($"replication job '{id}' already exists");
            cluster.SectionsOf(File).Add(new() { Id = id, Type = "local", Options = new(options, StringComparer.Ordinal) });
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        state.Change(cluster =>
        {
            SectionRules.RequireUnmodified(Digests.Of(cluster.SectionsOf(File)), call);
            var job = Require(cluster, call);
            var (options, deletions) = (SectionRules.Values(call, "id"), SectionRules.Deletions(call));
            Rules.CheckChange(options, deletions);
            SectionRules.Apply(job.Options, options, deletions);
        });
        return ApiAnswer.Nothing;
    }

    /// <summary>At once; the real server marks the job and removes it when it has cleaned up.</summary>
    private ApiAnswer Delete(ApiCall call)
    {
        if (call.Parameters.Flag("force") && call.Parameters.Flag("keep"))
            throw ApiException.BadParameter("keep", "conflicts with parameter 'force'");
        state.Change(cluster =>
        {
            var id = call.Parameters.Text("id");
            if (cluster.SectionsOf(File).RemoveAll(job => job.Id == id) == 0 && !call.Parameters.Flag("force"))
                throw ApiException.Failure($"no such job '{id}'");
        });
        return ApiAnswer.Nothing;
    }

    private static Guest RequireReplicable(ClusterDocument cluster, ApiCall call, long vmid)
    {
        var guest = cluster.FindGuest(vmid) ?? throw ApiException.Failure($"Guest '{vmid}' does not exist.");
        var target = call.Parameters.Text("target");
        if (cluster.FindNode(target) is null)
            throw ApiException.Failure($"Target '{target}' does not exist.");
        if (call.Parameters.OptionalText("source") is { } source && source != guest.Node)
            throw ApiException.Failure($"Source '{source}' does not match current node of guest '{vmid}' ({guest.Node})");
        if (target == guest.Node)
            throw ApiException.Failure("Source and target must not be identical");
        return cluster.Volumes.Exists(volume => volume.Vmid == vmid && volume.Content is "images" or "rootdir" && cluster.FindStorage(volume.Storage)?.Type == "zfspool")
            ? guest
            : throw ApiException.Failure("No replicatable volumes found");
    }

    private static ConfigSection Require(ClusterDocument cluster, ApiCall call)
    {
        var id = call.Parameters.Text("id");
        return cluster.SectionsOf(File).Find(job => job.Id == id) ?? throw ApiException.Failure($"no such job '{id}'");
    }

    public static long Guest(string id) => long.TryParse(id.Split('-')[0], out var vmid) ? vmid : 0;

    public static JsonObject View(ConfigSection job)
    {
        var view = SectionRules.View(job.Options, Options);
        view["id"] = job.Id;
        view["type"] = job.Type;
        view["guest"] = Guest(job.Id);
        view["jobnum"] = job.Id.Split('-')[1];
        return view;
    }
}
