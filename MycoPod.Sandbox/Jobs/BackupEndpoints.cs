using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Jobs;

/// <summary>Backup jobs (pve-manager 8.4.1, API2/Backup.pm). They are kept and shown; nothing runs them.</summary>
internal sealed class BackupEndpoints(ClusterState state, SandboxClock clock) : IEndpointGroup
{
    private const string All = "/cluster/backup";
    private const string One = $"{All}/{{id}}";

    private static readonly PermissionRequirement MayAudit = PermissionRequirement.On("/", "Sys.Audit");
    private static readonly PermissionRequirement MayChange = PermissionRequirement.On("/", "Sys.Modify");
    private static readonly string[] RootOnly = ["tmpdir", "dumpdir", "script"];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, MayAudit, _ => state.Read(cluster => ApiAnswer.List(cluster.SectionsOf(BackupJobs.File).Select(job => BackupJobs.View(job, clock.Now))))),
        ApiMethod.Of("POST", All, MayChange, Create, [.. BackupParameters.Job, Parameter.Text("id") with { Format = Formats.ConfigId }]),
        ApiMethod.Get(One, MayAudit, call => state.Read(cluster => ApiAnswer.Of(BackupJobs.View(Require(cluster, call), clock.Now))), BackupParameters.Id),
        ApiMethod.Of("PUT", One, MayChange, Update, [.. BackupParameters.Job, BackupParameters.Id, CommonParameters.DeleteAny]),
        ApiMethod.Of("DELETE", One, MayChange, Delete, BackupParameters.Id),
        ApiMethod.Get($"{One}/included_volumes", MayAudit, Included, BackupParameters.Id),
    ];

    /// <summary>Without an id each call makes another job, with a random one.</summary>
    private ApiAnswer Create(ApiCall call)
    {
        RequireAllowed(call);
        var id = call.Parameters.OptionalText("id") ?? AccountSeed.Secret();
        var options = SectionRules.Values(call, "id");
        if (options.ContainsKey("schedule") && options.ContainsKey("starttime"))
            throw ApiException.BadParameter("starttime", "'starttime' and 'schedule' may not both be set");
        if (!BackupJobs.Schedule(options))
            throw ApiException.BadParameter("schedule", "neither 'starttime' nor 'schedule' were set");
        BackupJobs.RequireSelection(options);
        options.TryAdd("enabled", "1");

        state.Change(cluster =>
        {
            RequireKnown(cluster, options);
            if (cluster.SectionsOf(BackupJobs.File).Exists(job => job.Id == id))
                throw ApiException.Failure($"Job '{id}' already exists");
            cluster.SectionsOf(BackupJobs.File).Add(new() { Id = id, Type = "vzdump", Options = new(options, StringComparer.Ordinal) });
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        RequireAllowed(call);
        state.Change(cluster =>
        {
            var job = Require(cluster, call);
            var changed = job.Copy().Options;
            var options = SectionRules.Values(call, "id");
            BackupJobs.Schedule(options);
            RequireKnown(cluster, options);
            foreach (var other in BackupJobs.Replaced(options))
                changed.Remove(other);
            SectionRules.Apply(changed, options, SectionRules.Deletions(call));
            BackupJobs.RequireSelection(changed);

            job.Options.Clear();
            SectionRules.Apply(job.Options, changed, []);
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        state.Change(cluster => cluster.SectionsOf(BackupJobs.File).Remove(Require(cluster, call)));
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Included(ApiCall call) => state.Read(cluster =>
    {
        var guests = BackupJobs.Selected(cluster, Require(cluster, call));
        return ApiAnswer.Of(new JsonObject { ["children"] = new JsonArray([.. guests.Select(guest => (JsonNode)BackupJobs.Volumes(guest))]) });
    });

    private static void RequireAllowed(ApiCall call)
    {
        if (!call.Caller.IsRootUser && RootOnly.FirstOrDefault(call.Parameters.Has) is { } option)
            throw ApiException.BadParameter(option, "Only root may set this option.");
    }

    private static void RequireKnown(ClusterDocument cluster, Dictionary<string, string> options)
    {
        if (options.TryGetValue("storage", out var storage) && cluster.FindStorage(storage) is null)
            throw ApiException.Failure($"storage '{storage}' does not exist");
        if (options.TryGetValue("pool", out var pool) && cluster.FindPool(pool) is null)
            throw ApiException.BadParameter("pool", $"pool '{pool}' does not exist");
    }

    private static ConfigSection Require(ClusterDocument cluster, ApiCall call)
    {
        var id = call.Parameters.Text("id");
        return cluster.SectionsOf(BackupJobs.File).Find(job => job.Id == id) ?? throw ApiException.BadParameter("id", $"No such job '{id}'");
    }
}
