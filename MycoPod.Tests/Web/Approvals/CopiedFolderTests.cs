using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using MycoPod.Core.Declarations;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Declarations;
using MycoPod.Web.Link;
using MycoPod.Web.Orders;
using MycoPod.Web.Shell;
using TestContext = Xunit.TestContext;

namespace MycoPod.Tests.Web.Approvals;

/// <summary>A copy of a declaration's folder, with another plan in it, is never taken for the declaration.</summary>
public sealed class CopiedFolderTests(PostgresServer postgres)
{
    /// <summary>A busy machine renders late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("declarations/0000/a-copy")]
    [InlineData("declarations/0000/a-copy-{0}")]
    public async Task Every_folder_is_shown_with_its_own_plan_and_the_copy_cannot_be_approved(string where)
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.PairAsync();
        var admin = await web.AddPersonAsync("ada", Roles.Admin);
        var genuine = await Authoring.SubmitAsync(web, await web.AddPersonAsync("ben", Roles.User));
        var folder = string.Format(System.Globalization.CultureInfo.InvariantCulture, where, new DeclarationId(genuine.Row.Id).ShortForm);
        await CopyAsync(web, genuine, folder);

        Assert.Equal(genuine.Row.Folder, (await Authoring.FindAsync(web, genuine.Row.Id)).Row.Folder);
        var copy = await web.Get<DeclarationQuery>().FindInAsync(folder, TestContext.Current.CancellationToken);
        Assert.NotNull(copy);
        Assert.True(copy.Row.IsCopy);
        Assert.Contains("a copy and cannot be approved", copy.Row.Problem, StringComparison.Ordinal);
        Assert.NotNull((await Authoring.ApproveAsync(web, admin, copy)).Problem);

        await AssertShownAsync(web, genuine.Row.Title);
        Assert.NotNull((await Authoring.ApproveAsync(web, admin, genuine)).Commit);
    }

    private static async Task CopyAsync(WebBench web, DeclarationView genuine, string folder)
    {
        using var clone = await web.Git.CloneAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(clone.Folder, genuine.Row.Folder, DeclarationFolder.Text), TestContext.Current.CancellationToken);
        var document = DeclarationDocument.Read(text);
        var files = DeclarationFiles.Of(document with { Header = document.Header with { Title = "Copied" } }, TestPlans.CreateAndStart("evil-1").ToBytes());
        foreach (var (name, bytes) in files) clone.Write($"{folder}/{name}", bytes);
        await clone.PushAsync("By hand");
        await web.Get<DeclarationIndex>().RefreshAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Opens the genuine entry of Pending Approvals.</summary>
    private static async Task AssertShownAsync(WebBench web, string title)
    {
        await using var browser = new BunitContext();
        browser.JSInterop.Mode = JSRuntimeMode.Loose;
        browser.Services.AddMudServices();
        browser.Services.AddSingleton(web.Get<DeclarationQuery>()).AddSingleton(web.Get<DeclarationIndex>()).AddSingleton(web.Get<PersonQuery>()).AddSingleton(web.Get<MinuteTick>())
            .AddSingleton(web.Get<Approving>()).AddSingleton(web.Get<Rejecting>()).AddSingleton(web.Get<ApprovalIssuer>()).AddSingleton(web.Get<AgentLink>())
            .AddSingleton(web.Get<RetryRequests>()).AddSingleton(web.Get<RunOrders>());
        browser.AddAuthorization().SetAuthorized("ada").SetRoles(Roles.Admin);
        var page = browser.Render<ApprovalsPage>();
        await (await page.WaitForElementAsync($"[aria-label='{title}'] button.open", Patience)).ClickAsync(new());
        var plan = await page.WaitForElementAsync($"[aria-label='{title}'] ol.plan", Patience);
        Assert.Contains("web-1", plan.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("evil-1", plan.TextContent, StringComparison.Ordinal);
    }
}
