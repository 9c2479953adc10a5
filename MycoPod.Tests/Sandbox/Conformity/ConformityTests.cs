using Microsoft.Extensions.Time.Testing;
using MycoPod.Sandbox.Http;
using Xunit;

namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>Replays the recorded exchanges of the real API code and compares the sandbox's answers.</summary>
public sealed class ConformityTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>How many exchanges the sandbox answered when this was written last; it only grows.</summary>
    private const int InScope = 276;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-sandbox-");
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_recorded_exchange_in_scope_is_answered_as_recorded()
    {
        var recording = Recording.Load(SharedFolder.Require("proxmox", "exchanges"));
        await using var server = await SandboxServer.StartAsync(
            new SandboxOptions(directory.FullName) { Time = time, Seed = RecordedCluster.Make, Accounts = RecordedCluster.Accounts }, Token);
        using var replay = new Replay(server, time, Token);

        var differences = new List<(string Exchange, string Text)>();
        var replayed = 0;
        var left = new List<string>();
        foreach (var exchange in recording)
        {
            if (RecordedCluster.Preparations.TryGetValue(exchange.Name, out var prepare))
                server.State.Change(prepare);
            if (!replay.IsInScope(exchange))
            {
                left.Add(exchange.Name);
                // What is left out took its time as well.
                time.Advance(TimeSpan.FromSeconds(exchange.Seconds + 1));
                continue;
            }

            replayed++;
            var (answer, contentType) = await replay.SendAsync(exchange);
            differences.AddRange(Compare(exchange, answer, contentType).Select(text => (exchange.Name, text)));
        }

        Report(replayed, left, differences);
    }

    public void Dispose() => directory.Delete(recursive: true);

    private void Report(int replayed, List<string> left, List<(string Exchange, string Text)> differences)
    {
        var unexpected = differences.Where(entry => !AcceptedMismatch.All.Any(accepted => accepted.Covers(entry.Exchange, entry.Text))).ToArray();
        var unused = AcceptedMismatch.All.Where(accepted => !differences.Exists(entry => accepted.Covers(entry.Exchange, entry.Text))).ToArray();
        var different = differences.Select(entry => entry.Exchange).Distinct(StringComparer.Ordinal).Count();
        output.WriteLine($"{replayed} in scope, {replayed - different} the same, {different} with accepted mismatches; {left.Count} out of scope: {string.Join(' ', left)}");

        Assert.True(unexpected.Length == 0, string.Join('\n', unexpected.Select(entry => $"{entry.Exchange}: {entry.Text}")));
        Assert.True(unused.Length == 0, "accepted but not seen: " + string.Join(", ", unused.Select(accepted => $"{accepted.Exchange} {accepted.Difference}")));
        Assert.True(replayed >= InScope, $"only {replayed} exchanges were replayed");
        Assert.True(different * 20 <= replayed, $"{different} of {replayed} exchanges differ");
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
}
