using System.Reflection;

namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>
/// Words and short phrases by meaning. Written as lines <c>class: phrase, phrase</c> or <c>class=value: phrase, phrase</c>; a
/// phrase may be in several classes, and the longest one wins where several fit.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>What may be glued to a number.</summary>
    public const string Units = "glued";

    public static readonly Lexicon Default = new(Resource("lexicon.txt"));

    private readonly Dictionary<string, Dictionary<string, string>> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> longest = new(StringComparer.Ordinal);
    private readonly HashSet<string> words = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A line has no colon, or a phrase stands twice in a class.</exception>
    public Lexicon(string text)
    {
        foreach (var line in Lines(text))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0) throw new FormatException($"'{line}' has no colon.");
            var head = line[..colon].Split('=', 2);
            foreach (var phrase in line[(colon + 2)..].Split(", ", StringSplitOptions.TrimEntries)) Add(head[0], phrase, head.Length > 1 ? head[1] : "");
        }
    }

    public IEnumerable<string> Classes => classes.Keys;

    public IEnumerable<string> Phrases => classes.Values.SelectMany(c => c.Keys);

    /// <summary>Lines without comments and empty ones.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('#'));

    /// <summary>A data file that comes with the planner.</summary>
    public static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public bool HasClass(string name) => classes.ContainsKey(name);

    public bool IsIn(string name, string phrase) => classes.TryGetValue(name, out var phrases) && phrases.ContainsKey(phrase);

    /// <summary>Whether any class holds the word by itself.</summary>
    public bool Knows(string word) => words.Contains(word);

    /// <summary>The longest phrase of a class that stands at a token: how many tokens, and its value.</summary>
    public (int Length, string Value) Find(string name, IReadOnlyList<Token> tokens, int index)
    {
        if (!classes.TryGetValue(name, out var phrases)) return (0, "");
        for (var length = Math.Min(longest[name], tokens.Count - index); length > 0; length--)
        {
            if (phrases.TryGetValue(length == 1 ? tokens[index].Lower : Join(tokens, index, length), out var value) && tokens[index].Shape != Shape.Quoted) return (length, value);
        }

        return (0, "");
    }

    private static string Join(IReadOnlyList<Token> tokens, int index, int length) => string.Join(' ', tokens.Skip(index).Take(length).Select(t => t.Lower));

    private void Add(string name, string phrase, string value)
    {
        if (!classes.TryGetValue(name, out var phrases)) classes[name] = phrases = new(StringComparer.Ordinal);
        if (!phrases.TryAdd(phrase, value)) throw new FormatException($"'{phrase}' stands twice in {name}.");
        var length = phrase.Split(' ').Length;
        longest[name] = Math.Max(longest.GetValueOrDefault(name), length);
        if (length == 1) words.Add(phrase);
        if (length > 1 && phrase.Contains("'s ", StringComparison.Ordinal)) phrases.TryAdd(phrase.Replace("'s ", " ", StringComparison.Ordinal), value); // As TokenReader leaves a word that ends in 's.
    }
}
