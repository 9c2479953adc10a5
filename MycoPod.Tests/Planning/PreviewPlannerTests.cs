using MycoPod.Core.Link;
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox.Schema;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Planning.BuiltIn;
using MycoPod.Reconciler.Planning.Guards;
using MycoPod.Reconciler.Policy;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Planning;

/// <summary>Previews against a real look at the sandbox cluster.</summary>
public sealed class PreviewPlannerTests : SandboxTest
{
    private readonly List<string> progress = [];

    private string Folder => Path.Combine(StateDirectory, "..", "agent");

    [Fact]
    public async Task A_plan_is_checked_against_the_cluster_and_says_which()
    {
        var result = await PreviewAsync("Create a Debian container named web-1.");
        Assert.Equal("pve-home 8.4.1", result.Cluster);
        Assert.Equal("built-in", result.Planner);
        Assert.Single(Plan.FromBytes(Assert.IsType<byte[]>(result.Plan)).Steps);
        Assert.Equal(["Looking at the cluster", "Planning", "Checking the plan"], progress);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_a_problem_and_no_plan()
    {
        var result = await PreviewAsync("Create a Debian container named pihole.");
        Assert.Null(result.Plan);
        Assert.Contains(result.Problems, p => p.Contains("pihole", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mistake_in_every_step_is_told_in_a_few_lines()
    {
        var result = await PreviewAsync(string.Join(' ', Enumerable.Repeat("Create a Debian container named twin-1.", 40)));
        Assert.Null(result.Plan);
        Assert.InRange(result.Problems.Count, 1, 11);
    }

    [Fact]
    public async Task Without_credentials_the_cluster_is_unknown_and_the_plan_says_so()
    {
        var result = await PreviewAsync("Create a Debian container named web-1.", hasCredentials: false);
        Assert.NotNull(result.Plan);
        Assert.Null(result.Cluster);
    }

    [Fact]
    public async Task The_calls_are_held_against_the_schema_that_the_cluster_publishes()
    {
        var result = await PreviewAsync("Create a Debian container named web-1.");
        Assert.NotNull(result.Plan);
        Assert.DoesNotContain(result.Assumptions, a => a.Contains("API schema", StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(Path.Combine(Folder, "schemas")));
    }

    [Fact]
    public async Task What_the_credentials_do_not_permit_is_no_plan()
    {
        var grant = new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = "/", ["roles"] = "PVEAuditor", ["tokens"] = "mycopod@pve!agent" };
        Assert.Equal(200, (await Root.SendAsync(HttpMethod.Put, "/access/acl", grant)).Status);
        Assert.Equal(200, (await Root.SendAsync(HttpMethod.Put, "/access/acl", new Dictionary<string, string>(grant, StringComparer.Ordinal) { ["roles"] = "MycoPodAgent", ["delete"] = "1" })).Status);
        var result = await PreviewAsync("Stop pihole.");
        Assert.Null(result.Plan);
        Assert.Equal("Step 1: The credentials do not permit this: VM.PowerMgmt on /vms/101 is lacking.", Assert.Single(result.Problems));
    }

    [Fact]
    public async Task What_the_credentials_may_not_see_is_told_with_the_plan()
    {
        foreach (var (role, delete) in new[] { ("PVEVMAdmin", "0"), ("MycoPodAgent", "1") })
        {
            var grant = new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = "/", ["roles"] = role, ["tokens"] = "mycopod@pve!agent", ["delete"] = delete };
            Assert.Equal(200, (await Root.SendAsync(HttpMethod.Put, "/access/acl", grant)).Status);
        }

        var result = await PreviewAsync("Stop pihole.");
        Assert.NotNull(result.Plan);
        Assert.Contains("Nodes may be missing: Sys.Audit on /nodes is not granted.", result.Assumptions);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_told_and_nothing_is_planned()
    {
        await Server.StopAsync(Token);
        var result = await PreviewAsync("Create a Debian container named web-1.");
        Assert.Null(result.Plan);
        Assert.Contains("cannot be reached", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_the_Agent_does_not_have_is_a_problem_that_says_what_to_type()
    {
        const string text = "Add an SMB storage named media: server 192.168.1.40, share films, user ada, for backups";
        Assert.Equal(200, (await Root.SendAsync(HttpMethod.Put, "/access/acl", new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = "/", ["roles"] = "Administrator", ["users"] = "mycopod@pve", ["tokens"] = "mycopod@pve!agent" })).Status);
        var lacking = await PreviewAsync(text);
        new AgentSecrets(new(Folder)).Set("media", "correct horse");
        var kept = await PreviewAsync(text);

        Assert.Equal("Step 1: The Agent has no secret media. On its host type mycopod secret set media, then preview again.", Assert.Single(lacking.Problems));
        Assert.Empty(kept.Problems);
        Assert.NotNull(kept.Plan);
    }

    private async Task<PreviewResult> PreviewAsync(string text, bool hasCredentials = true)
    {
        var directory = new ProtectedDirectory(Folder);
        if (hasCredentials) directory.Write("proxmox.json", await File.ReadAllBytesAsync(Path.Combine(StateDirectory, "credentials.json"), Token));
        using var access = new ClusterAccess(directory, TimeProvider.System);
        using var schemas = new SchemaStore(Path.Combine(Folder, "schemas"));
        var policy = new PolicyGate(new(directory));
        var planner = new PreviewPlanner(new(access, new(Path.Combine(Folder, "uploads")), TimeProvider.System), new PlanChecks(access, new SchemaRules(schemas), policy, PlanGuards.All(new KnownSecrets(directory))), policy, new BuiltInPlanner(), new(directory), TimeProvider.System);
        return await planner.PlanAsync(
            new(Guid.Empty, text),
            words =>
            {
                progress.Add(words);
                return Task.CompletedTask;
            },
            Token);
    }
}
