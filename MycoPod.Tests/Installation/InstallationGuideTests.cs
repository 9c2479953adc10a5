using System.Text.RegularExpressions;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Installation;

public sealed partial class InstallationGuideTests
{
    [Fact]
    public void The_guide_names_every_variable_of_the_installer_and_no_other()
    {
        var used = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "lxc", "install.d")).SelectMany(f => Variables(File.ReadAllText(f))).ToHashSet(StringComparer.Ordinal);
        var told = Variables(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "installation.md"))).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(used);
        Assert.Equal(used.Order(), told.Order());
    }

    private static IEnumerable<string> Variables(string text) => Name().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"\bvar_[a-z]+(_[a-z]+)*\b")]
    private static partial Regex Name();
}
