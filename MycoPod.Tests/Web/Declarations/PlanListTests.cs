using Bunit;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Declarations;

public sealed class PlanListTests : BunitContext
{
    [Fact]
    public void A_plan_is_an_ordered_list_of_titles_each_with_the_exact_call_beneath()
    {
        var list = Render<PlanList>(p => p.Add(l => l.Plan, TestPlans.CreateAndStart()));
        var items = list.FindAll("ol > li");
        Assert.Equal(2, items.Count);
        Assert.StartsWith("Create container web-1 on pve1", items[0].QuerySelector(".title")?.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("POST /nodes/pve1/lxc  vmid={id of web-1}", items[0].QuerySelector(".note")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("POST /nodes/pve1/lxc/{id of web-1}/status/start", items[1].QuerySelector(".note")?.TextContent);
        Assert.Equal(["create", "change"], list.FindAll(".chip").Select(c => c.TextContent.Trim()));
    }
}
