using System.Globalization;
using System.Text;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web.Repository;

/// <summary>A push of a few bytes must not make Web read gigabytes.</summary>
public sealed class GitBombTests(PostgresServer postgres)
{
    [Fact]
    public async Task Only_the_four_files_of_a_declaration_are_read_and_only_where_the_Agent_looks()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await FirstAsync(web);
        using var clone = await web.Git.CloneAsync();
        foreach (var folder in (string[])["declarations/2026/one", "declarations/2026/one/deeper", "declarations/shallow", "declarations"]) clone.Write($"{folder}/declaration.md", [1]);
        clone.Write("declarations/2026/one/bomb.bin", new byte[1000]);
        clone.Write("declarations/2026/one/plan.json", new byte[RepositoryView.MaxFileBytes + 1]);
        File.CreateSymbolicLink(Path.Combine(clone.Folder, "declarations/2026/one/plan.md"), "/etc/passwd");
        await clone.PushAsync("Bomb");

        var (folders, content) = await web.Get<DeclarationsRepository>().ReadAsync(
            view => (view.Folders().Trees.Keys.ToList(), view.Read("declarations/2026/one")), TestContext.Current.CancellationToken);
        Assert.Equal(["declarations/2026/one"], folders);
        Assert.Equal(["declaration.md"], content?.Files.Keys);
    }

    [Fact]
    public async Task So_many_folders_are_looked_at_and_no_more_and_that_is_told()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await FirstAsync(web);
        using var clone = await web.Git.CloneAsync();
        clone.Write("text", [1]);
        var blob = (await clone.GitAsync("hash-object", "-w", "text")).Trim();
        var index = new StringBuilder();
        for (var i = 0; i <= RepositoryView.MaxFolders; i++) index.Append(CultureInfo.InvariantCulture, $"100644 {blob} 0\tdeclarations/2026/f-{i}/declaration.md\n");
        clone.Write(".git/entries", Encoding.UTF8.GetBytes(index.ToString()));
        await Command.RunInAsync(clone.Folder, "sh", "-c", "git update-index --index-info <.git/entries");
        await clone.GitAsync("-c", "user.name=mallory", "-c", "user.email=mallory@example.org", "commit", "--quiet", "--message", "Bomb");
        await clone.GitAsync("push", "--quiet", "origin", "HEAD:main");

        var found = await web.Get<DeclarationsRepository>().ReadAsync(view => view.Folders(), TestContext.Current.CancellationToken);
        Assert.InRange(found.Trees.Count, 1, RepositoryView.MaxFolders);
        Assert.Contains("more than 10,000 folders", found.Problem, StringComparison.Ordinal);
    }

    private static Task FirstAsync(WebBench web) => web.Get<DeclarationIndex>().RefreshAsync(TestContext.Current.CancellationToken);
}
