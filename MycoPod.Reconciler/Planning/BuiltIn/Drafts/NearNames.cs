namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>Names that differ by a slip of the finger.</summary>
internal static class NearNames
{
    private const int Longest = 40;

    public static bool AreNear(string one, string other)
    {
        if (one.Length > Longest || other.Length > Longest || Math.Abs(one.Length - other.Length) > 2) return false;
        return Distance(one.ToLowerInvariant(), other.ToLowerInvariant()) <= (Math.Min(one.Length, other.Length) > 4 ? 2 : 1);
    }

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (before, diagonal) = (row.ToArray(), i);
            row[0] = diagonal;
            for (var j = 1; j <= other.Length; j++) row[j] = Math.Min(Math.Min(row[j - 1], before[j]) + 1, before[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
        }

        return row[^1];
    }
}
