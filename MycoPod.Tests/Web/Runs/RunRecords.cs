using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Web.Runs;

/// <summary>Writes runs and their events as the Agent does.</summary>
internal static class RunRecords
{
    public static async Task<Guid> AddAsync(TestDatabase database)
    {
        await using var runs = database.OpenRuns();
        var run = new Run
        {
            Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
            DeclarationId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
            Revision = 1,
            Title = "One container",
            Author = "ben",
            Approver = "ada",
            Folder = "declarations/1970/one",
            Commit = new string('a', 40),
            Nonce = Guid.CreateVersion7(DateTimeOffset.UnixEpoch).ToString("N"),
            Status = RunStatus.Running,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        runs.Runs.Add(run);
        await runs.SaveChangesAsync(TestContext.Current.CancellationToken);
        return run.Id;
    }

    /// <summary>Stores an event.</summary>
    public static async Task<RunEvent> HappenAsync(TestDatabase database, Guid runId, long sequence)
    {
        await using var runs = database.OpenRuns();
        var run = await runs.Runs.SingleAsync(r => r.Id == runId, TestContext.Current.CancellationToken);
        run.LastSequence = sequence;
        var happened = new RunEvent { RunId = runId, Sequence = sequence, Kind = RunEventKind.Output, At = DateTimeOffset.UnixEpoch, Text = $"line {sequence}" };
        runs.Events.Add(happened);
        await runs.SaveChangesAsync(TestContext.Current.CancellationToken);
        return happened;
    }
}
