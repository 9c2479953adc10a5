using Bunit;
using MudBlazor.Services;
using MycoPod.Core.Link;
using MycoPod.Core.Plans;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Declarations;

public sealed class PreviewResultTests : BunitContext
{
    public PreviewResultTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
    }

    [Fact]
    public void Every_problem_is_listed_and_there_is_no_plan()
    {
        var view = Show(null, ["I do not understand \"splines\".", "No guest is named."], cluster: null);
        Assert.Equal(["I do not understand \"splines\".", "No guest is named."], view.FindAll(".alert li").Select(l => l.TextContent));
        Assert.Empty(view.FindAll("[data-testid=plan]"));
    }

    [Fact]
    public void A_checked_plan_names_the_cluster_and_what_was_assumed()
    {
        var view = Show(TestPlans.CreateAndStart(), [], "pve-home 8.4.1");
        Assert.Contains("Checked against pve-home 8.4.1", view.Markup, StringComparison.Ordinal);
        Assert.Equal(["Addresses by DHCP."], view.FindAll(".assumed li").Select(l => l.TextContent));
        Assert.Contains("1 container created, 1 started", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unchecked_plan_says_so() =>
        Assert.Contains("Cluster unknown: not checked", Show(TestPlans.CreateAndStart(), [], cluster: null).Markup, StringComparison.Ordinal);

    [Fact]
    public void How_a_model_planned_is_folded_away_with_all_that_was_said()
    {
        var record = new PlanningRecord("openai", "gpt-5", 1, 2, 3400, 120, 4.5, [new("system", "rules"), new("user", "<b>asked</b>"), new("function", "find_guests"), new("assistant", "a plan")]);
        var fold = Render<HowPlanned>(p => p.Add(h => h.Record, record));
        Assert.False(fold.Find("details").HasAttribute("open"));
        Assert.Equal(["openai gpt-5", "version 1", "2", "3400 in, 120 out", "4.5 s"], fold.FindAll("dd").Select(d => d.TextContent));
        Assert.Equal(["Rules", "Asked", "Looked up", "Answered"], fold.FindAll(".said summary").Select(s => s.TextContent));
        Assert.Equal("<b>asked</b>", fold.FindAll("pre")[1].TextContent);
    }

    [Theory]
    [InlineData(true, "Commit and Apply")]
    [InlineData(false, "Submit for Approval")]
    public void The_button_is_named_after_what_its_author_may_do(bool appliesAtOnce, string label)
    {
        var actions = Render<CommitActions>(p => p.Add(a => a.AppliesAtOnce, appliesAtOnce).Add(a => a.IsChecked, true));
        Assert.Equal([label, "Cancel"], actions.FindAll("button").Select(b => b.TextContent));
    }

    private IRenderedComponent<PreviewResultView> Show(Plan? plan, List<string> problems, string? cluster)
    {
        var preview = new DraftPreview
        {
            TextDigest = "",
            Plan = plan?.ToBytes(),
            PlanDigest = plan?.ComputeDigest(),
            Assumptions = ["Addresses by DHCP."],
            Problems = problems,
            Planner = "built-in",
            Seconds = 0.4,
            Cluster = cluster,
            At = DateTimeOffset.UnixEpoch,
        };
        return Render<PreviewResultView>(p => p.Add(v => v.Preview, preview).Add(v => v.Plan, plan));
    }
}
