namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>Names that were probably meant: a slip of two letters, or one name within the other.</summary>
internal static class NearNames
{
    private const int Most = 3;
    private const int LongestSlip = 2;

    public static IReadOnlyList<string> To(string name, IEnumerable<string> names) =>
    [
        .. names.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(n => (Name: n, Distance: Distance(name.ToLowerInvariant(), n.ToLowerInvariant())))
            .Where(n => n.Distance <= LongestSlip).OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Take(Most).Select(n => n.Name),
    ];

    private static int Distance(string one, string other)
    {
        if (one.Length > 63 || other.Length > 63) return int.MaxValue;
        if (one.Length > 2 && other.Length > 2 && (one.Contains(other) || other.Contains(one))) return 1;
        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], previous[j]) + 1, previous[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            previous = row;
        }

        return previous[^1];
    }
}
