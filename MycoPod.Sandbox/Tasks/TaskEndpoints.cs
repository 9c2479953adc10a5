using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Tasks;

internal sealed class TaskEndpoints(TaskStore store, TaskRunner runner, Permissions permissions) : IEndpointGroup
{
    private const int PageSize = 50;
    private const int RecentPerNode = 25;
    private const string At = "/nodes/{node}/tasks";

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/cluster/tasks", PermissionRequirement.LoggedIn, Recent),
        ApiMethod.Get(
            At,
            PermissionRequirement.LoggedIn,
            List,
            StandardParameters.Node,
            Parameter.Flag("errors"),
            StandardParameters.Limit(),
            Parameter.Whole("since"),
            Parameter.OneOf("source", "archive", "active", "all"),
            StandardParameters.From(),
            Parameter.Text("statusfilter") with { Format = Formats.ListOf(Formats.TaskStatus) },
            Parameter.Text("typefilter"),
            Parameter.Whole("until"),
            Parameter.Text("userfilter"),
            StandardParameters.OptionalVmid),
        ApiMethod.Get($"{At}/{{upid}}/status", PermissionRequirement.LoggedIn, Status, StandardParameters.Node, StandardParameters.Upid),
        ApiMethod.Get(
            $"{At}/{{upid}}/log",
            PermissionRequirement.LoggedIn,
            Log,
            StandardParameters.Node,
            StandardParameters.Upid,
            Parameter.Flag("download"),
            StandardParameters.Limit(),
            StandardParameters.From()),
        ApiMethod.Of("DELETE", $"{At}/{{upid}}", PermissionRequirement.LoggedIn, StopAsync, StandardParameters.Node, StandardParameters.Upid),
    ];

    private ApiAnswer Recent(ApiCall call) => ApiAnswer.List(store.All()
        .Where(record => record.Name() is var upid
            && (call.Caller.Owns(upid.UserId, upid.TokenId) || permissions.Has(call.Caller, $"/nodes/{upid.Node}", "Sys.Audit")))
        .GroupBy(record => record.Name().Node, StringComparer.Ordinal)
        .SelectMany(node => NewestFirst(node).Take(RecentPerNode))
        .Select(TaskView.ClusterEntry));

    private ApiAnswer List(ApiCall call)
    {
        var filter = new TaskFilter(call, permissions.Has(call.Caller, $"/nodes/{call.Node}", "Sys.Audit"));
        var tasks = NewestFirst(store.All().Where(filter.Accepts)).ToArray();
        return ApiAnswer.List(Page(call, tasks, limitOfZero: PageSize).Select(TaskView.Entry)) with { Total = tasks.Length };
    }

    private ApiAnswer Status(ApiCall call) => ApiAnswer.Of(TaskView.Status(Require(call, "Sys.Audit")));

    private ApiAnswer Log(ApiCall call)
    {
        var record = Require(call, "Sys.Audit");
        if (call.Parameters.Flag("download"))
            return ApiAnswer.Nothing with { File = Download(record) };

        // Ext JS dislikes an empty list: a log without lines gets this one.
        string[] lines = record.Log.Count == 0 ? ["no content"] : [.. record.Log];
        var numbered = lines.Select((text, index) => new JsonObject { ["n"] = index + 1, ["t"] = text });
        return ApiAnswer.List(Page(call, [.. numbered], limitOfZero: int.MaxValue)) with { Total = lines.Length };
    }

    private async ValueTask<ApiAnswer> StopAsync(ApiCall call)
    {
        await runner.InterruptAsync(Require(call, "Sys.Modify").Upid);
        return ApiAnswer.Nothing;
    }

    private TaskRecord Require(ApiCall call, string privilege)
    {
        var text = call.Parameters.Text("upid");
        var upid = Upid.Parse(text) ?? throw ApiException.BadParameter("upid", "unable to parse worker upid");
        var record = store.Find(text);
        if (record is null || upid.Node != call.Node)
            throw ApiException.BadParameter("upid", "no such task");
        if (!call.Caller.Owns(upid.UserId, upid.TokenId))
            permissions.Require(call.Caller, $"/nodes/{call.Node}", privilege);
        return record;
    }

    /// <summary>A limit of 0 means everything for logs, and the usual page for lists.</summary>
    private static IEnumerable<T> Page<T>(ApiCall call, IReadOnlyList<T> all, int limitOfZero)
    {
        var limit = call.Parameters.OptionalWhole("limit") ?? PageSize;
        return all.Skip((int)(call.Parameters.OptionalWhole("start") ?? 0)).Take(limit == 0 ? limitOfZero : (int)limit);
    }

    /// <summary>Running tasks first, then in the order in which they ended.</summary>
    private static IOrderedEnumerable<TaskRecord> NewestFirst(IEnumerable<TaskRecord> records) => records
        .OrderByDescending(record => record.IsRunning)
        .ThenByDescending(record => record.EndedAt)
        .ThenByDescending(record => record.Order);

    private static TextFile Download(TaskRecord record)
    {
        var upid = record.Name();
        var start = DateTimeOffset.FromUnixTimeSeconds(upid.StartTime);
        return new($"task-{upid.Node}-{upid.Type}-{start:yyyy-MM-ddTHH:mm:ssZ}.log", string.Concat(record.Log.Select(line => line + "\n")));
    }
}
