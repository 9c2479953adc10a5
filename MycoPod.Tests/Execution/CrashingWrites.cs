using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MycoPod.Tests.Execution;

/// <summary>Ends the Agent right after it stored something for the n-th time: what is stored is stored, what came next never happens.</summary>
internal sealed class CrashingWrites(int after) : SaveChangesInterceptor
{
    private int written;

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref written) >= after ? throw new CrashException() : new(result);

    internal sealed class CrashException : Exception;
}
