using System.Text.RegularExpressions;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Architecture;

/// <summary>Rules about the text of the code that no analyzer holds.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Projects = ["MycoPod.Core", "MycoPod.Reconciler", "MycoPod.Web", "MycoPod.Sandbox", "MycoPod.Tests"];

    private static IReadOnlyList<string> Files(string pattern) =>
    [
        .. Projects.SelectMany(p => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, p), pattern, SearchOption.AllDirectories))
            .Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal)),
    ];

    [Theory]
    [InlineData("*.cs", 300)]
    [InlineData("*.razor", 200)]
    public void No_file_is_longer_than_a_reader_has_patience_for(string pattern, int most)
    {
        Assert.NotEmpty(Files(pattern));
        Assert.DoesNotContain(Files(pattern).Select(f => (f, Lines: File.ReadLines(f).Count())), f => f.Lines > most);
    }

    [Fact]
    public void Nothing_is_left_for_later_in_a_comment() =>
        Assert.DoesNotContain(Files("*.cs").Concat(Files("*.razor")), f => Later().IsMatch(File.ReadAllText(f)));

    [Fact]
    public void A_file_is_named_after_a_type_in_it() => Assert.DoesNotContain(Files("*.cs"), f =>
    {
        var name = Path.GetFileName(f).Split('.')[0];
        return name is not ("Program" or "GlobalUsings") && !Regex.IsMatch(File.ReadAllText(f), $@"\b(class|record|struct|interface|enum)\s+{name}\b");
    });

    [Fact]
    public void Logic_stays_out_of_markup() => Assert.DoesNotContain(Files("*.razor"), f =>
    {
        var text = File.ReadAllText(f);
        var code = text.IndexOf("@code", StringComparison.Ordinal);
        return code >= 0 && text[code..].Split('\n').Count(l => l.Trim().Length > 0) > 25;
    });

    [GeneratedRegex(@"//.*\b(TO" + "DO|FIX" + @"ME|HA" + @"CK)\b")]
    private static partial Regex Later();
}
