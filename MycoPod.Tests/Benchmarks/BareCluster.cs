using System.Diagnostics;
using System.Text.Json;
using MycoPod.Reconciler.Execution;
using MycoPod.Sandbox.Http;

namespace MycoPod.Tests.Benchmarks;

/// <summary>
/// The yardstick: the same calls and polls by a bare <see cref="HttpClient"/>, without journal, checks or record. What names a
/// task of the recorded run asks for the task that the replay started in its place.
/// </summary>
/// <param name="times">The intervals of the polls.</param>
internal sealed class BareCluster(SandboxServer server, ExecutionTimes times) : IDisposable
{
    private readonly HttpClient http = server.CreateClient(server.Agent);
    private readonly Dictionary<string, string> tasks = new(StringComparer.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Sends recorded calls one after the other, and waits for each task as its recorder did.</summary>
    public async Task<TimeSpan> ReplayAsync(IReadOnlyList<RecordedCall> calls)
    {
        var watch = Stopwatch.StartNew();
        HashSet<string> awaited = new(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            if (call.Task is not { } recorded) await SendAsync(call);
            else if (awaited.Add(recorded)) await WaitAsync(tasks[recorded]);
        }

        return watch.Elapsed;
    }

    /// <summary>Reads all of them, at most <paramref name="atOnce"/> at the same time.</summary>
    public async Task<TimeSpan> ReadAsync(IEnumerable<string> paths, int atOnce)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = Token }, async (path, token) => await http.GetByteArrayAsync(path, token));
        return watch.Elapsed;
    }

    public void Dispose() => http.Dispose();

    private async Task SendAsync(RecordedCall call)
    {
        using var request = new HttpRequestMessage(new(call.Method), call.Path);
        if (call.Parameters.Count > 0) request.Content = new FormUrlEncodedContent(call.Parameters);
        using var response = await http.SendAsync(request, Token);
        var body = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, $"{call.Method} {call.Path}: {response.StatusCode} {body}");
        if (call.Started is { } recorded) tasks[recorded] = JsonDocument.Parse(body).RootElement.GetProperty("data").GetString() ?? "";
    }

    private async Task WaitAsync(string upid)
    {
        var path = $"/api2/json/nodes/{upid.Split(':')[1]}/tasks/{Uri.EscapeDataString(upid)}";
        var line = 0;
        for (var interval = times.TaskInterval; ; interval = interval * 1.5 < times.LongestTaskInterval ? interval * 1.5 : times.LongestTaskInterval)
        {
            using var status = JsonDocument.Parse(await http.GetStringAsync($"{path}/status", Token));
            using var log = JsonDocument.Parse(await http.GetStringAsync($"{path}/log?start={line}&limit=500", Token));
            line += log.RootElement.GetProperty("data").GetArrayLength();
            if (status.RootElement.GetProperty("data").GetProperty("status").GetString() == "stopped") return;
            await Task.Delay(interval, TimeProvider.System, Token);
        }
    }
}
