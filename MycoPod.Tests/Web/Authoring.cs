using System.Security.Claims;
using MycoPod.Core.Plans;
using MycoPod.Web.Approvals;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web;

/// <summary>From a previewed draft to an approval, as pages do it.</summary>
internal static class Authoring
{
    public const string Text = "Create a Debian container named web-1 and start it.";

    public static Guid IdOf(ClaimsPrincipal principal) => Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");

    public static async Task<(Guid Draft, ShownPlan Shown)> DraftAsync(WebBench web, ClaimsPrincipal author)
    {
        var id = await web.Get<Drafts>().SaveTextAsync(null, IdOf(author), Text, TestContext.Current.CancellationToken);
        return (id, await PreviewAsync(web, author, id, TestPlans.CreateAndStart()));
    }

    /// <summary>Keeps <paramref name="plan"/> as the preview of a draft that holds <paramref name="text"/>.</summary>
    public static async Task<ShownPlan> PreviewAsync(WebBench web, ClaimsPrincipal author, Guid draft, Plan plan, string text = Text)
    {
        var preview = new DraftPreview
        {
            TextDigest = DraftPlanning.DigestOf(text),
            Plan = plan.ToBytes(),
            PlanDigest = plan.ComputeDigest(),
            Assumptions = [],
            Problems = [],
            Planner = "built-in",
            Seconds = 0.1,
            Cluster = "pve-home 8.4.1",
            At = DateTimeOffset.UnixEpoch,
        };
        await web.Get<Drafts>().SavePreviewAsync(draft, IdOf(author), preview, TestContext.Current.CancellationToken);
        return new(preview.TextDigest, plan.ComputeDigest());
    }

    public static async Task<DeclarationView> SubmitAsync(WebBench web, ClaimsPrincipal author)
    {
        var (draft, shown) = await DraftAsync(web, author);
        var outcome = await web.Get<DeclarationCommit>().CommitAsync(author, draft, shown, "One container", TestContext.Current.CancellationToken);
        Assert.Null(outcome.Problem);
        return await FindAsync(web, draft);
    }

    public static async Task<DeclarationView> FindAsync(WebBench web, Guid id) =>
        await web.Get<DeclarationQuery>().FindAsync(id, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("It is not in the index.");

    public static Task<PushOutcome> ApproveAsync(WebBench web, ClaimsPrincipal principal, DeclarationView view) => web.Get<Approving>().ApproveAsync(
        principal, new(view.Row.Folder, view.Row.Revision, view.TextDigest, view.PlanDigest ?? ""), TestContext.Current.CancellationToken);
}
