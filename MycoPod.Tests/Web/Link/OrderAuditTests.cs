using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Link;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;
using MycoPod.Web.Orders;

namespace MycoPod.Tests.Web.Link;

/// <summary>What an Admin ordered is in the audit log wherever the Agent may have done it.</summary>
public sealed class OrderAuditTests(PostgresServer postgres)
{
    private const string Unanswered = "No run and no step is begun. The Agent did not answer, so it may not have taken this";

    [Theory]
    [InlineData(null, false, "No run and no step is begun")]
    [InlineData("Paused already by anna.", false, null)]
    [InlineData(null, true, Unanswered)]
    public async Task An_order_is_recorded_unless_it_was_refused(string? problem, bool isLost, string? recorded)
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        var pairing = await web.PairAsync();
        await using var agent = AgentLinkTests.Connect(web, pairing.Token);
        agent.On<string, OrderResult>(nameof(IAgentClient.PauseAsync), _ => isLost ? throw new InvalidOperationException("lost") : new(problem));
        await agent.StartAsync(TestContext.Current.CancellationToken);
        await agent.InvokeAsync<WebHello>(nameof(IAgentHub.HelloAsync), new AgentHello(LinkProtocol.Version, pairing.AgentId, "0.1.0", "agent", AgentLinkTests.NewKey()), TestContext.Current.CancellationToken);

        var outcome = await web.Get<ReconcilingOrders>().PauseAsync(await web.AddPersonAsync("ada", Roles.Admin), TestContext.Current.CancellationToken);

        Assert.Equal(problem is not null || isLost, outcome.Problem is not null);
        await using var database = await web.Get<IDbContextFactory<WebContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var lines = await database.Audit.Where(a => a.Kind == AuditKind.Paused).Select(a => a.Detail).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(recorded is null ? [] : [recorded], lines);
    }
}
