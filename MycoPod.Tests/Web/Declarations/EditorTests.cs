using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Declarations;
using MycoPod.Web.Link;
using MycoPod.Web.Repository;
using MycoPod.Web.Shell;
using TestContext = Xunit.TestContext;

namespace MycoPod.Tests.Web.Declarations;

/// <summary>Text is kept in the draft it was written for, even where it arrives when the page shows another.</summary>
public sealed class EditorTests(PostgresServer postgres)
{
    /// <summary>A busy machine renders late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Text_that_arrives_late_goes_into_the_draft_it_was_written_for()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ben = await web.AddPersonAsync("ben", Roles.User);
        var first = await KeepAsync(web, ben, "first");
        var second = await KeepAsync(web, ben, "second");
        await using var browser = Browser(web, ben);
        var page = browser.Render<NewDeclaration>(p => p.Add(n => n.Id, first));
        await page.WaitForAssertionAsync(() => Assert.Equal("first", page.FindComponent<DeclarationEditor>().Instance.InitialText), Patience);
        var editor = page.FindComponent<DeclarationEditor>().Instance;

        page.Render(p => p.Add(n => n.Id, second));
        await page.WaitForAssertionAsync(() => Assert.Equal("second", page.FindComponent<DeclarationEditor>().Instance.InitialText), Patience);
        await editor.SaveAsync("first, and more");
        Assert.Equal("first, and more", await TextAsync(web, ben, first));
        Assert.Equal("second", await TextAsync(web, ben, second));

        page.Render(p => p.Add(n => n.Id, null));
        await page.WaitForAssertionAsync(() => Assert.Equal("", page.FindComponent<DeclarationEditor>().Instance.InitialText), Patience);
        var third = await page.FindComponent<DeclarationEditor>().Instance.SaveAsync("third");
        Assert.Equal("third", await TextAsync(web, ben, third ?? Guid.Empty));
        Assert.Equal("second", await TextAsync(web, ben, second));
    }

    private static BunitContext Browser(WebBench web, ClaimsPrincipal person)
    {
        var browser = new BunitContext();
        browser.JSInterop.Mode = JSRuntimeMode.Loose;
        browser.JSInterop.SetupModule("./js/editor.js").Mode = JSRuntimeMode.Loose;
        browser.Services.AddMudServices();
        browser.Services.AddSingleton(web.Get<Drafts>()).AddSingleton(web.Get<DraftPlanning>()).AddSingleton(web.Get<DeclarationCommit>())
            .AddSingleton(web.Get<PersonQuery>()).AddSingleton(web.Get<MinuteTick>()).AddSingleton(TimeProvider.System)
            .AddSingleton(web.Get<ApprovalIssuer>()).AddSingleton(web.Get<RepositoryLinks>()).AddSingleton(web.Get<DeclarationQuery>()).AddSingleton(web.Get<Revisions>()).AddSingleton(web.Get<PlanningRecords>()).AddSingleton(web.Get<AgentLink>());
        browser.AddAuthorization().SetAuthorized("ben").SetClaims([.. person.Claims.Where(c => c.Type != ClaimTypes.Name)]);
        return browser;
    }

    private static Task<Guid> KeepAsync(WebBench web, ClaimsPrincipal author, string text) =>
        web.Get<Drafts>().SaveTextAsync(null, Authoring.IdOf(author), text, TestContext.Current.CancellationToken);

    private static async Task<string?> TextAsync(WebBench web, ClaimsPrincipal author, Guid id) =>
        (await web.Get<Drafts>().FindAsync(id, Authoring.IdOf(author), TestContext.Current.CancellationToken))?.Text;
}
