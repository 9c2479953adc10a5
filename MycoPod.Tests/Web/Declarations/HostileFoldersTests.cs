using System.Text;
using Microsoft.EntityFrameworkCore;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Declarations;

/// <summary>Whatever someone pushes, the other declarations are read, committed and approved as ever.</summary>
public sealed class HostileFoldersTests(PostgresServer postgres)
{
    [Theory]
    [InlineData("""{"steps":[null],"version":1}""")]
    [InlineData("null")]
    public async Task A_plan_that_makes_no_sense_is_a_problem_of_its_folder_only(string plan)
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var submitted = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        using var clone = await web.Git.CloneAsync();
        Copy(clone, submitted, "declarations/2026/evil");
        clone.Write("declarations/2026/evil/plan.json", Encoding.UTF8.GetBytes(plan));
        await clone.PushAsync("Evil");
        await AssertGoesOnAsync(web, shown: 2);
    }

    [Fact]
    public async Task A_name_too_long_for_the_index_is_left_out()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var submitted = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        using var clone = await web.Git.CloneAsync();

        // No file system holds such a name; Git does. It must not compress well either.
        var name = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4000));
        var folder = (await clone.GitAsync("rev-parse", $"HEAD:{submitted.Row.Folder}")).Trim();
        await clone.GitAsync("update-index", "--add", "--cacheinfo", $"100644,{(await clone.GitAsync("rev-parse", $"{folder}:declaration.md")).Trim()},declarations/2026/{name}/declaration.md");
        await clone.GitAsync("-c", "user.name=mallory", "-c", "user.email=mallory@example.org", "commit", "--quiet", "--message", "Long");
        await clone.GitAsync("push", "--quiet", "origin", "HEAD:main");
        await AssertGoesOnAsync(web, shown: 1);
    }

    [Theory]
    [InlineData("1700000000 +9900")]
    [InlineData("999999999999999 +0000")]
    public async Task A_commit_of_no_possible_time_is_read_all_the_same(string time)
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var submitted = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        using var clone = await web.Git.CloneAsync();
        Copy(clone, submitted, "declarations/2026/evil");
        await clone.GitAsync("add", "--all");
        var tree = (await clone.GitAsync("write-tree")).Trim();
        var parent = (await clone.GitAsync("rev-parse", "HEAD")).Trim();
        clone.Write(".git/evil", Encoding.UTF8.GetBytes($"tree {tree}\nparent {parent}\nauthor m <m@example.org> {time}\ncommitter m <m@example.org> {time}\n\nEvil\n"));
        var commit = (await clone.GitAsync("hash-object", "-t", "commit", "-w", "--literally", ".git/evil")).Trim();
        await clone.GitAsync("push", "--quiet", "origin", $"{commit}:refs/heads/main");
        await AssertGoesOnAsync(web, shown: 2);
    }

    [Fact]
    public async Task An_index_that_cannot_follow_says_so_and_fails_no_commit()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ben = await web.AddPersonAsync("ben", Roles.User);
        await using (var owner = WebDatabase.Open(web.Database.Owner)) await owner.Database.ExecuteSqlRawAsync("REVOKE INSERT ON web.declarations, web.audit_entries FROM mycopod_web", TestContext.Current.CancellationToken);
        var (draft, shown) = await Authoring.DraftAsync(web, ben);
        var outcome = await web.Get<DeclarationCommit>().CommitAsync(ben, draft, shown, "One container", TestContext.Current.CancellationToken);
        Assert.NotNull(outcome.Commit);
        Assert.Contains("could not be brought up to date", web.Get<DeclarationIndex>().Problem, StringComparison.Ordinal);
    }

    private static void Copy(GitWorkTree clone, DeclarationView submitted, string folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(clone.Folder, submitted.Row.Folder))) clone.Write($"{folder}/{Path.GetFileName(file)}", File.ReadAllBytes(file));
    }

    private static async Task AssertGoesOnAsync(WebBench web, int shown)
    {
        await web.Get<DeclarationIndex>().RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Null(web.Get<DeclarationIndex>().Problem);
        Assert.Equal(shown, (await web.Get<DeclarationQuery>().RecentAsync(20, TestContext.Current.CancellationToken)).Count);
        await Authoring.SubmitAsync(web, await web.AddPersonAsync("eve", Roles.User));
    }
}
