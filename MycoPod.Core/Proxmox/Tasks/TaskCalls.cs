using System.Globalization;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Proxmox.Tasks;

/// <summary>Calls about tasks.</summary>
public static class TaskCalls
{
    public static async Task<TaskState> GetTaskStateAsync(this ProxmoxClient client, Upid upid, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(ProxmoxRequest.Get($"{Path(upid)}/status"), cancellationToken);
        return new(data.RequiredText("status") == "running", data.Text("exitstatus"));
    }

    /// <summary>The lines of a task's log from <paramref name="start"/> on, counted from 0.</summary>
    public static async Task<IReadOnlyList<string>> GetTaskLogAsync(this ProxmoxClient client, Upid upid, int start, CancellationToken cancellationToken)
    {
        var request = new ProxmoxRequest("GET", $"{Path(upid)}/log",
        [
            new("start", start.ToString(CultureInfo.InvariantCulture)),
            new("limit", "5000"),
        ]);
        var data = await client.SendAsync(request, cancellationToken);

        // Lines carry their number from 1; an empty log answers with one line "no content" of a number that is too low to be new.
        return [.. data.EnumerateArray().Where(l => l.Number("n") > start && l.Text("t") != "no content").Select(l => l.Text("t") ?? "")];
    }

    /// <summary>Tasks of a node that began at or after <paramref name="since"/>, newest first, running ones included.</summary>
    public static async Task<IReadOnlyList<Upid>> GetTasksAsync(this ProxmoxClient client, NodeName node, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var request = new ProxmoxRequest("GET", $"/nodes/{node}/tasks",
        [
            new("source", "all"),
            new("limit", "500"),
            new("since", since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ]);
        var data = await client.SendAsync(request, cancellationToken);
        return [.. data.EnumerateArray().Select(t => Upid.Parse(t.RequiredText("upid"))).OrderByDescending(u => u.StartTime)];
    }

    /// <summary>Recent tasks of the whole cluster, newest first, running ones included.</summary>
    public static async Task<IReadOnlyList<Upid>> GetClusterTasksAsync(this ProxmoxClient client, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(ProxmoxRequest.Get("/cluster/tasks"), cancellationToken);
        return [.. data.EnumerateArray().Select(t => Upid.Parse(t.RequiredText("upid"))).OrderByDescending(u => u.StartTime)];
    }

    /// <summary>Asks a task to stop: it is sent TERM, and KILL after 5 s. That it ended is seen in its state; stopping one that ended already does nothing.</summary>
    public static Task StopTaskAsync(this ProxmoxClient client, Upid upid, CancellationToken cancellationToken) =>
        client.SendAsync(new("DELETE", Path(upid), []), cancellationToken);

    private static string Path(Upid upid) => $"/nodes/{upid.Node}/tasks/{Uri.EscapeDataString(upid.Text)}";
}
