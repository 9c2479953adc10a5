using System.Text.Json.Nodes;

namespace MycoPod.Sandbox.Tasks;

/// <summary>Tasks as the API shows them: a node's list, the cluster's list, one task's status.</summary>
internal static class TaskView
{
    public static JsonObject Status(TaskRecord record)
    {
        var view = Decoded(record);
        view["status"] = record.IsRunning ? "running" : "stopped";
        if (record.ExitStatus is not null)
            view["exitstatus"] = record.ExitStatus;
        return view;
    }

    public static JsonObject Entry(TaskRecord record)
    {
        var view = Decoded(record);
        view["status"] = record.ExitStatus ?? "RUNNING";
        AddEnd(view, record);
        return view;
    }

    public static JsonObject ClusterEntry(TaskRecord record)
    {
        var view = Decoded(record);
        view.Remove("pid");
        view.Remove("pstart");
        view["saved"] = record.IsRunning ? "0" : "1";
        if (record.ExitStatus is not null)
            view["status"] = record.ExitStatus;
        AddEnd(view, record);
        return view;
    }

    private static JsonObject Decoded(TaskRecord record)
    {
        var upid = record.Name();
        var view = new JsonObject
        {
            ["upid"] = record.Upid,
            ["node"] = upid.Node,
            ["pid"] = upid.Pid,
            ["pstart"] = upid.ProcessStart,
            ["starttime"] = upid.StartTime,
            ["type"] = upid.Type,
            ["id"] = upid.Id,
            ["user"] = upid.UserId,
        };
        if (upid.TokenId is not null)
            view["tokenid"] = upid.TokenId;
        return view;
    }

    private static void AddEnd(JsonObject view, TaskRecord record)
    {
        if (record.EndedAt is { } end)
            view["endtime"] = end.ToUnixTimeSeconds();
    }
}
