using System.Text;

namespace MycoPod.Core.Runs;

/// <summary>
/// Text from outside as PostgreSQL takes it: no NUL, no half surrogate pairs. Without this a line of a task's log, or a name in
/// a pushed file, could keep everything after it from being recorded.
/// </summary>
public static class StorableText
{
    /// <param name="most">Longer text is cut, and says so.</param>
    public static string Of(string text, int most = int.MaxValue)
    {
        var cut = text.Length > most ? $"{text[..(most - 1)]}…" : text;
        if (!cut.Any(c => c == '\0' || char.IsSurrogate(c))) return cut;
        var whole = new StringBuilder(cut.Length);
        foreach (var rune in cut.EnumerateRunes()) whole.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return whole.ToString();
    }
}
