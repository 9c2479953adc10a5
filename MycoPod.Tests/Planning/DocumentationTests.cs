namespace MycoPod.Tests.Planning;

/// <summary>Runs the examples of docs/user/built-in-planner.md and docs/built-in-planner.md: fenced blocks "plan" and "refuse", the text first, then "=>" lines.</summary>
public sealed class DocumentationTests
{
    private static readonly string[][] Pages = [["user", "built-in-planner.md"], ["built-in-planner.md"]];

    public static TheoryData<string, string, string> Examples
    {
        get
        {
            TheoryData<string, string, string> examples = [];
            foreach (var block in Pages.SelectMany(page => File.ReadAllText(Path.Combine([Root(), "docs", .. page])).Split("```").Where((_, index) => index % 2 == 1)))
            {
                var lines = block.Trim().Split('\n');
                var answers = lines.Where(l => l.StartsWith("=> ", StringComparison.Ordinal)).Select(l => l[3..]);
                var text = lines.Skip(1).Where(l => !l.StartsWith("=> ", StringComparison.Ordinal));
                examples.Add(lines[0], string.Join('\n', text), string.Join('\n', answers));
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_documentation_holds(string kind, string text, string answers)
    {
        var outcome = Planned.OnTestCluster(text);
        if (kind == "refuse") Assert.Contains(answers, string.Join('\n', outcome.Problems));
        else Assert.Equal(answers.Split('\n'), outcome.Plan?.Steps.Select(s => s.Title));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MycoPod.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
