using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Tasks;
using Polly;

namespace MycoPod.Reconciler.Execution;

/// <summary>Follows a Proxmox task to its end and its log into the run's log. It never starts anything again; where somebody cancelled the run so, it stops the task.</summary>
internal sealed class TaskWatch(RunLedger ledger, ClusterRetry retry, CancelRequests cancels, ExecutionTimes times, TimeProvider time)
{
    public async Task<TaskState> WaitAsync(StepContext context, Upid upid, CancellationToken cancellationToken)
    {
        var pipeline = retry.ForReading(context.RunId, context.Number);
        var line = await ledger.CountTaskLinesAsync(context.RunId, context.Number, upid.Text, cancellationToken);
        var isStopped = false;
        for (var interval = times.TaskInterval; ; interval = times.NextTaskInterval(interval))
        {
            if (!isStopped && cancels.Find(context.RunId) is { StopsTask: true })
            {
                await pipeline.ExecuteAsync(async token => await context.Client.StopTaskAsync(upid, token), cancellationToken);
                isStopped = true;
            }

            // The state is read first: a log that is read after the task's end is whole.
            var state = await ReadAsync(pipeline, token => context.Client.GetTaskStateAsync(upid, token), cancellationToken);
            var lines = await ReadAsync(pipeline, token => context.Client.GetTaskLogAsync(upid, line, token), cancellationToken);
            if (lines.Count > 0) await StoreAsync(context, lines, line, cancellationToken);
            line += lines.Count;
            if (!state.IsRunning) return state;
            await Task.Delay(interval, time, cancellationToken);
        }
    }

    private static async Task<T> ReadAsync<T>(ResiliencePipeline pipeline, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(async token => await read(token), cancellationToken);

    private Task StoreAsync(StepContext context, IReadOnlyList<string> lines, int before, CancellationToken cancellationToken) =>
        ledger.RecordAsync(
            context.RunId,
            context.Number,
            entry =>
            {
                entry.Run.Warning = null;
                foreach (var (index, text) in lines.Index()) entry.Line(text, taskLine: before + index + 1);
            },
            cancellationToken);
}
