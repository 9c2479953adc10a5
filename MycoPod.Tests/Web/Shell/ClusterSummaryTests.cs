using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Inventory;
using MycoPod.Core.Link;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Link;
using MycoPod.Web.Shell;

namespace MycoPod.Tests.Web.Shell;

/// <summary>The cluster on the dashboard, in every state that the Agent can report.</summary>
public sealed class ClusterSummaryTests(PostgresServer postgres) : BunitContext
{
    private const long GiB = 1L << 30;
    private static readonly ClusterTotals Totals = new(3, 2, 41, 36, 224 * GiB, 142 * GiB, 8192 * GiB, 5222 * GiB);
    private static readonly AgentState Reachable = new(true, "pve-home", "8.4.1", null, null, Totals: Totals);

    [Fact]
    public async Task It_follows_what_the_Agent_reports()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var link = web.Get<AgentLink>();
        Services.AddSingleton(link);
        var summary = Render<ClusterSummary>();
        Assert.Contains("The Agent is not connected", summary.Markup, StringComparison.Ordinal);

        link.TryConnect("1", new(LinkProtocol.Version, Guid.Empty, "0.1.0", "agent", ""));
        link.Report("1", new AgentState(false, null, null, null, null));
        summary.WaitForAssertion(() => Assert.Contains("No cluster yet", summary.Markup, StringComparison.Ordinal));

        link.Report("1", Reachable);
        summary.WaitForAssertion(() => Assert.Equal(["2", "36", "142 GiB", "5.1 TiB"], summary.FindAll(".tile b").Select(b => b.TextContent)));
        Assert.Equal(["66", "87", "63", "63"], summary.FindAll("[role=meter]").Select(m => m.GetAttribute("aria-valuenow")));

        link.Report("1", Reachable with { ClusterProblem = "The cluster cannot be reached." });
        summary.WaitForAssertion(() => Assert.Contains("The cluster cannot be reached.", summary.Markup, StringComparison.Ordinal));
        Assert.Equal(4, summary.FindAll(".tile").Count);
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536 * 1024, "1.5 MiB")]
    [InlineData(1023 * GiB + (GiB * 9 / 10), "1 TiB")]
    [InlineData(142 * GiB, "142 GiB")]
    public void Sizes_read_as_people_write_them(long bytes, string text) => Assert.Equal(text, ByteSize.Text(bytes));
}
