namespace MycoPod.Core.Declarations;

/// <summary>A title made from a text: its first sentence, at most 80 characters.</summary>
public static class DeclarationTitle
{
    public const int MaxLength = 80;

    public static string From(string text)
    {
        var line = text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) ?? "";
        var sentence = FirstSentence(line);
        return sentence.Length <= MaxLength ? sentence : Cut(sentence);
    }

    private static string FirstSentence(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var endsSentence = line[at] is '.' or '!' or '?' && (at + 1 == line.Length || char.IsWhiteSpace(line[at + 1]));
            if (endsSentence) return line[..at];
        }

        return line;
    }

    private static string Cut(string sentence)
    {
        var room = sentence[..(MaxLength - 1)];
        var space = room.LastIndexOf(' ');
        return space > MaxLength / 2 ? $"{room[..space]}…" : ShortText.Of(sentence, MaxLength - 1);
    }
}
