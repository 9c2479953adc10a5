namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>A value of the inventory is one line and short: there is no room for a page of orders.</summary>
internal sealed class OneShortLine : ITextGuard
{
    public const int Longest = 120;

    public string Apply(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : $"{line[..Longest]}…";
    }
}
