using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn;

/// <summary>What reading and resolving found out: words not understood, problems, assumptions.</summary>
internal sealed class Findings
{
    public const string Coverage = "Built-in planning covers creating containers, starting, stopping and deleting guests.";
    private const int MostWords = 12;
    private const int LongestWord = 60;

    private readonly List<string> words = [];
    private readonly HashSet<string> seenWords = new(StringComparer.OrdinalIgnoreCase);
    private readonly OrderedSet problems = new();
    private readonly OrderedSet assumptions = new();
    private readonly HashSet<string> unsupported = [];

    public bool HasProblems => words.Count > 0 || problems.Count > 0;

    public IReadOnlyList<string> Assumptions => assumptions.Items;

    public static string Quote(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > LongestWord ? $"“{line[..LongestWord]}…”" : $"“{line}”";
    }

    /// <summary>Notes the cursor's term as not understood and goes past it.</summary>
    public void NotUnderstood(Cursor cursor)
    {
        var text = Quote(cursor.CurrentWithPreposition());
        cursor.Take();
        if (seenWords.Add(text)) words.Add(text);
    }

    public void Problem(string text) => problems.Add(text);

    public void Assume(string text) => assumptions.Add(text);

    public void NotSupported(Term term)
    {
        if (!unsupported.Add(term.Value)) return;
        Problem(term.Value == "shutdown"
            ? $"{Quote(term.Text)}: shutting down is not supported yet. “Stop” switches a guest off hard, like pulling its plug; write “stop” if that is what you want."
            : $"{Quote(term.Text)} is not supported yet. {Coverage}");
    }

    /// <summary>All problems, the words not understood first.</summary>
    public IReadOnlyList<string> AllProblems()
    {
        if (words.Count == 0) return problems.Items;
        var more = words.Count > MostWords ? $" and {words.Count - MostWords} more" : "";
        return [$"I did not understand: {string.Join(", ", words.Take(MostWords))}{more}. {Coverage}", .. problems.Items];
    }

    /// <summary>Keeps order, drops repetitions, and stops counting where nobody reads on.</summary>
    private sealed class OrderedSet
    {
        private const int Most = 200;
        private readonly HashSet<string> seen = [];
        private readonly List<string> items = [];

        public int Count => items.Count;

        public IReadOnlyList<string> Items => items;

        public void Add(string text)
        {
            if (items.Count < Most && seen.Add(text)) items.Add(text);
        }
    }
}
