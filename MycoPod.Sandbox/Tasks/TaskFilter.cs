using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Tasks;

/// <summary>The filters of GET /nodes/{node}/tasks.</summary>
internal sealed class TaskFilter(ApiCall call, bool seesAll)
{
    private readonly ParameterValues wanted = call.Parameters;
    private readonly string source = call.Parameters.OptionalText("source") ?? "archive";

    public bool Accepts(TaskRecord record)
    {
        var upid = record.Name();
        return upid.Node == call.Node
            && (seesAll || call.Caller.Owns(upid.UserId, upid.TokenId))
            && AcceptsSource(record)
            && AcceptsSubject(upid)
            && AcceptsTime(upid)
            && AcceptsResult(record);
    }

    private bool AcceptsSource(TaskRecord record) => source == "all" || record.IsRunning == (source == "active");

    private bool AcceptsSubject(Upid upid) =>
        (wanted.OptionalText("vmid") is not { } vmid || upid.Id == vmid)
        && (wanted.OptionalText("typefilter") is not { } type || upid.Type == type)
        && (wanted.OptionalText("userfilter") is not { } user || upid.UserId.Contains(user, StringComparison.OrdinalIgnoreCase));

    private bool AcceptsTime(Upid upid) =>
        !(upid.StartTime < wanted.OptionalWhole("since")) && !(upid.StartTime > wanted.OptionalWhole("until"));

    private bool AcceptsResult(TaskRecord record)
    {
        var result = Result(record);
        if (wanted.Flag("errors") && result is "ok" or "running")
            return false;
        return wanted.OptionalText("statusfilter") is not { } statuses
            || ParameterValues.Split(statuses).Contains(result, StringComparer.OrdinalIgnoreCase);
    }

    private static string Result(TaskRecord record) => record.ExitStatus switch
    {
        null => "running",
        TaskRecord.Ok => "ok",
        TaskRecord.Unexpected => "unknown",
        var text when text.StartsWith("WARNINGS: ", StringComparison.Ordinal) => "warning",
        _ => "error",
    };
}
