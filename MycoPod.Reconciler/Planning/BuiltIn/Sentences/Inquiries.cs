using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>Sentences that ask instead of telling: "Should I stop nas?" stops nothing. "Can you stop nas?" does.</summary>
internal static class Inquiries
{
    public static IEnumerable<string> In(string source, IReadOnlyList<Token> tokens, Lexicon lexicon)
    {
        for (var start = 0; start < tokens.Count;)
        {
            var end = start;
            while (end < tokens.Count && tokens[end].Shape != Shape.Stop) end++;
            if (end > start
                && lexicon.Find("asking", tokens, start) is { Length: > 0 } word
                && (word.Length > 1 || (end < tokens.Count && tokens[end].Text == "?")))
            {
                yield return source[tokens[start].Start..tokens[end - 1].End];
            }

            start = end + 1;
        }
    }
}
