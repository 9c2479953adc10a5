using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Data;
using MycoPod.Core.Inventory;
using MycoPod.Core.Link;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Uploads;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Planning;

/// <summary>What is told to whoever opens a plan for approval, against a real look at the sandbox cluster.</summary>
public sealed class PlanComparisonTests : SandboxTest
{
    private static readonly CreateContainer Create = new(
        "web-1", new("pve1"), "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", 1, 512, 8, "local-lvm", "vmbr0", "dhcp", Unprivileged: true, Nesting: true);

    [Fact]
    public async Task A_plan_that_still_fits_has_no_changes()
    {
        var result = await CompareAsync(Plan.Of([Create]));
        Assert.Equal((0, null), (result.Changes.Count, result.Problem));
    }

    [Fact]
    public async Task A_name_that_was_taken_meanwhile_is_told_with_its_step()
    {
        await Agent.RunAsync(Agent.CreateAsync("pve2", 150, ("hostname", "web-1")));
        await UntilNamedAsync("web-1");
        var change = Assert.Single((await CompareAsync(Plan.Of([Create]))).Changes);
        Assert.Equal((1, "A guest named web-1 exists already: container 150 on pve2."), (change.Step, change.Text));
    }

    [Fact]
    public async Task A_guest_that_is_gone_or_another_is_told()
    {
        var plan = Plan.Of([new StartGuest(new("ghost", GuestKind.Ct, new("pve1"), new(4711)))]);
        Assert.Contains("no guest 4711", Assert.Single((await CompareAsync(plan)).Changes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_another_by_now_is_told_with_both()
    {
        var pihole = StepHarness.Pihole;
        var plan = Plan.Of([new ConfigureGuest(pihole, [new("memory", "512", "1024")])]);
        Assert.Empty((await CompareAsync(plan)).Changes);
        var answer = await Agent.SendAsync(HttpMethod.Put, "/nodes/pve1/lxc/101/config", new Dictionary<string, string>(StringComparer.Ordinal) { ["memory"] = "768" });
        Assert.Equal(200, answer.Status);
        var change = Assert.Single((await CompareAsync(plan)).Changes);
        Assert.Equal((1, "pihole has memory 768; when this was planned it had memory 512. Preview again."), (change.Step, change.Text));
    }

    [Fact]
    public async Task What_cannot_be_told_says_why()
    {
        Assert.Contains("credentials", (await CompareAsync(Plan.Of([Create]), hasCredentials: false)).Problem, StringComparison.Ordinal);
        await Server.StopAsync(Token);
        var unreachable = await CompareAsync(Plan.Of([Create]));
        Assert.Contains("cannot be reached", unreachable.Problem, StringComparison.Ordinal);
        Assert.Empty(unreachable.Changes);
    }

    private async Task<ComparisonResult> CompareAsync(Plan plan, bool hasCredentials = true)
    {
        var directory = new ProtectedDirectory(Path.Combine(StateDirectory, "..", hasCredentials ? "agent" : "empty"));
        if (hasCredentials) directory.Write("proxmox.json", await File.ReadAllBytesAsync(Path.Combine(StateDirectory, "credentials.json"), Token));
        await using var agent = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddSingleton(directory).AddSingleton<ClusterAccess>().AddSingleton(new UploadFolder(StateDirectory))
            .AddDbContextFactory<RunsContext>(options => options.UseRuns("Host=nowhere.invalid")).AddExecution().AddSingleton<PlanComparison>()
            .BuildServiceProvider();
        return await agent.GetRequiredService<PlanComparison>().CompareAsync(new(plan.ToBytes()), Token);
    }

    /// <summary>A new guest stands in the list of resources after the node's next status round.</summary>
    private async Task UntilNamedAsync(string name)
    {
        for (var round = 0; ; round++)
        {
            var resources = (await Root.GetAsync("/cluster/resources")).Body;
            if (resources.Contains($"\"{name}\"", StringComparison.Ordinal)) return;
            Assert.True(round < 200, string.Create(CultureInfo.InvariantCulture, $"{name} was not listed after {round} looks"));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }
    }
}
