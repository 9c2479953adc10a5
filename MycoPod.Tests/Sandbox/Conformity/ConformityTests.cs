using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;
using Xunit;

namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>Replays the recorded exchanges of the real API code and compares the sandbox's answers.</summary>
public sealed class ConformityTests(ITestOutputHelper output) : IDisposable
{
    private const string CreatedMachine = "UPID:pve:000001D3:0005E5A5:6B0335A5:qmcreate:100:root@pam!test:";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-sandbox-");
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_recorded_exchange_in_scope_is_answered_as_recorded()
    {
        var recording = Recording.Load(SharedFolder.Require("proxmox", "exchanges"));
        PutTask(recording.Single(exchange => exchange.Name == "20-vm-create-log"));
        await using var server = await SandboxServer.StartAsync(
            new SandboxOptions(directory.FullName) { Time = time, Seed = RecordedCluster.Make, Accounts = RecordedCluster.Accounts }, Token);
        using var replay = new Replay(server, time, Token);
        replay.AddTask(CreatedMachine);

        var differences = new List<(string Exchange, string Text)>();
        var replayed = 0;
        foreach (var exchange in recording)
        {
            if (RecordedCluster.Preparations.TryGetValue(exchange.Name, out var prepare))
                server.State.Change(prepare);
            if (!replay.IsInScope(exchange))
            {
                // What is left out took its time as well.
                time.Advance(TimeSpan.FromSeconds(exchange.Seconds + 1));
                continue;
            }

            replayed++;
            var (answer, contentType) = await replay.SendAsync(exchange);
            differences.AddRange(Compare(exchange, answer, contentType).Select(text => (exchange.Name, text)));
        }

        Report(recording.Count, replayed, differences);
    }

    public void Dispose() => directory.Delete(recursive: true);

    private void Report(int recorded, int replayed, List<(string Exchange, string Text)> differences)
    {
        var unexpected = differences.Where(entry => !AcceptedMismatch.All.Any(accepted => accepted.Covers(entry.Exchange, entry.Text))).ToArray();
        var unused = AcceptedMismatch.All.Where(accepted => !differences.Exists(entry => accepted.Covers(entry.Exchange, entry.Text))).ToArray();
        var different = differences.Select(entry => entry.Exchange).Distinct(StringComparer.Ordinal).Count();
        output.WriteLine($"{recorded} recorded, {replayed} in scope, {replayed - different} the same, {different} with accepted mismatches");

        Assert.True(unexpected.Length == 0, string.Join('\n', unexpected.Select(entry => $"{entry.Exchange}: {entry.Text}")));
        Assert.True(unused.Length == 0, "accepted but not seen: " + string.Join(", ", unused.Select(accepted => $"{accepted.Exchange} {accepted.Difference}")));
        Assert.True(replayed >= 100, $"only {replayed} exchanges were replayed");
    }

    private static IEnumerable<string> Compare(RecordedExchange recorded, SandboxAnswer answer, string? contentType)
    {
        if (answer.Status != recorded.Status)
            yield return $"status {answer.Status}, recorded {recorded.Status}";
        if (answer.Reason != recorded.Reason)
            yield return $"reason {answer.Reason}, recorded {recorded.Reason}";
        if (contentType != recorded.Headers.GetValueOrDefault("Content-Type"))
            yield return $"content type {contentType}";

        var (own, theirs) = (JsonShape.Of(answer.Body), JsonShape.Of(recorded.Body));
        foreach (var part in theirs.Except(own, StringComparer.Ordinal))
            yield return $"lacks {part}";
        foreach (var part in own.Except(theirs, StringComparer.Ordinal))
            yield return $"adds {part}";
    }

    /// <summary>The creation of a machine is out of scope, but its finished task is read by exchanges that are in scope.</summary>
    private void PutTask(RecordedExchange log)
    {
        var lines = JsonSerializer.Deserialize<JsonElement>(log.Body).GetProperty("data").EnumerateArray().Select(line => line.GetProperty("t").GetString() ?? "");
        var record = new TaskRecord(CreatedMachine, 1) { ExitStatus = TaskRecord.Ok, EndedAt = time.GetUtcNow(), Log = [.. lines] };
        var tasks = directory.CreateSubdirectory("tasks");
        File.WriteAllText(Path.Combine(tasks.FullName, "recorded.json"), JsonSerializer.Serialize(record, StateJson.Readable));
    }
}
