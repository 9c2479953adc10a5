namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>
/// Codes that were wrong after the right password, since the latest right one. Kept in the database, so that a restart forgives none.
/// </summary>
internal sealed class WrongCodes
{
    /// <summary>So many cost nothing but the last of them: people mistype.</summary>
    public const int Free = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public required Guid AccountId { get; init; }

    public int Count { get; private set; }

    /// <summary>No code is looked at before.</summary>
    public DateTimeOffset Until { get; private set; }

    public void Add(DateTimeOffset now)
    {
        Count++;
        Until = now + WaitAfter(Count);
    }

    public TimeSpan WaitAt(DateTimeOffset now) => Until > now ? Until - now : TimeSpan.Zero;

    /// <summary>Two minutes after the third, twice as long after each further one, a day at most: one guess in 300,000 is right.</summary>
    internal static TimeSpan WaitAfter(int count)
    {
        if (count < Free) return TimeSpan.Zero;
        var doubled = FirstWait.TotalMinutes * Math.Pow(2, count - Free);
        return doubled < LongestWait.TotalMinutes ? TimeSpan.FromMinutes(doubled) : LongestWait;
    }
}
