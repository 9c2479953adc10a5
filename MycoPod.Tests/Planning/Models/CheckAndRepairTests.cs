using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.Models;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Planning.Models;

/// <summary>What an answer has to pass, and how a model that got it wrong is told.</summary>
public sealed class CheckAndRepairTests : IDisposable
{
    private readonly ModelBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_guest_that_does_not_exist_goes_back_and_the_repaired_plan_is_taken()
    {
        var (outcome, requests) = await PlanAsync("Start pihole.", Plan("""{"kind":"start-guest","guest":"pie-hole"}"""), Plan("""{"kind":"start-guest","guest":"pihole"}"""));
        Assert.Equal("Start pihole", Assert.Single(Steps(outcome)).Title);
        Assert.Equal(2, outcome.Record?.Rounds);
        Assert.Contains("Step 1: There is no guest 'pie-hole', and no earlier step makes one.", requests[1].Messages[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"start-guest","guest":"twin"}""", "'twin' may be container 110 on pve1 or VM 111 on pve2: give its number.")]
    [InlineData("""{"kind":"start-guest"}""", "guest is missing.")]
    [InlineData("""{"kind":"start-guest","guest":"pihole","force":true}""", "start-guest has no force.")]
    [InlineData("""{"kind":"launch-missiles","guest":"pihole"}""", "There is no step kind 'launch-missiles' that you may use.")]
    [InlineData("""{"kind":"api-call","method":"POST","path":"/nodes/pve1/disks/lvm"}""", "There is no step kind 'api-call' that you may use.")]
    [InlineData("""{"kind":"configure-guest","guest":"pihole","changes":["cores=lots","memory"]}""", "changes is a list of name=value.")]
    [InlineData("""{"kind":"create-container","name":"web-1","node":"pve9","template":"local:vztmpl/x.tar.gz","cores":"1","memoryMiB":512,"diskGiB":8,"storage":"local-lvm","bridge":"vmbr0","address":"dhcp"}""", "There is no node pve9.")]
    [InlineData("""{"kind":"create-container","name":"web-1","node":"pve1","template":"local:vztmpl/x.tar.gz","cores":1.5,"memoryMiB":512,"diskGiB":8,"storage":"local-lvm","bridge":"vmbr0","address":"dhcp"}""", "cores has to be a whole number.")]
    [InlineData("""{"kind":"delete-disk","guest":"pihole","disk":"unused0"}""", "pihole has no unused0; a disk in use is detached first")]
    public async Task What_is_wrong_is_said_to_the_model_and_in_the_end_to_the_person(string step, string problem)
    {
        var (outcome, requests) = await PlanAsync("Start pihole and twin, delete unused0 of pihole, create web-1.", [.. Enumerable.Repeat(Plan(step), 6)]);
        Assert.Null(outcome.Plan);
        Assert.Equal(ModelPlanner.MostRounds, requests.Count);
        Assert.Contains(problem, requests[1].Messages[^1], StringComparison.Ordinal);
        Assert.Contains(outcome.Problems, p => p.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("I would start it.")]
    [InlineData("""{"outcome":"maybe"}""")]
    [InlineData("""{"outcome":"plan","outcome":"refusal","reason":"x","steps":[]}""")]
    [InlineData("""{"outcome":"plan","steps":["start pihole"]}""")]
    [InlineData("""{"outcome":"plan","steps":[{"kind":"start-guest","guest":"pihole"}""")]
    public async Task What_is_no_answer_goes_back(string garbage)
    {
        var (outcome, requests) = await PlanAsync("Start pihole.", garbage, $"Sure! ```json\n{Plan("""{"kind":"start-guest","guest":"100"}""")}\n```");
        Assert.Single(Steps(outcome));
        Assert.StartsWith("Your answer cannot be used.", requests[1].Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_fills_in_what_was_there_and_follows_what_steps_make()
    {
        var guests = TestCluster.Snapshot.Guests.Select(g => g.Name == "pihole" ? g with { Pool = "core", Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["cores"] = "1", ["rootfs"] = "local-lvm:vm-100-disk-0,size=8G", ["mp0"] = "local-lvm:vm-100-disk-1,mp=/data,size=4G" } } : g).ToList();
        var (outcome, _) = await PlanAsync(
            "Rename pihole to dns with 2 cores, detach and delete its mp0, grow rootfs to 12 GB and start dns.",
            TestCluster.Snapshot with { Guests = guests },
            Plan(
                """{"kind":"configure-guest","guest":"100","changes":["cores=2","hostname=dns"]}""",
                """{"kind":"detach-disk","guest":"dns","disk":"mp0"}""",
                """{"kind":"delete-disk","guest":"dns","disk":"unused0"}""",
                """{"kind":"resize-disk","guest":"dns","disk":"rootfs","sizeGiB":12}""",
                """{"kind":"start-guest","guest":"dns (100)"}"""));
        var steps = Steps(outcome);
        Assert.Equal([new("cores", "1", "2"), new FieldChange("hostname", null, "dns")], Assert.IsType<ConfigureGuest>(steps[0]).Changes);
        Assert.Equal("local-lvm:vm-100-disk-1", Assert.IsType<DetachDisk>(steps[1]).SeenVolume);
        Assert.Equal("local-lvm:vm-100-disk-1", Assert.IsType<DeleteDisk>(steps[2]).SeenVolume);
        Assert.Equal("local-lvm:vm-100-disk-0,size=8G", Assert.IsType<ResizeDisk>(steps[3]).SeenDisk);
        Assert.Equal("net0=BC:24:11:00:00:64", Assert.IsType<StartGuest>(steps[4]).Guest.HardwareId);
    }

    [Fact]
    public async Task A_guest_that_the_plan_makes_is_meant_by_its_name()
    {
        var (outcome, _) = await PlanAsync("Create a container web-1 and start it.", Plan(
            $$"""{"kind":"create-container","name":"web-1","node":"pve1","template":"{{TestCluster.Debian12}}","cores":1,"memoryMiB":512,"diskGiB":8,"storage":"local-lvm","bridge":"vmbr0","address":"dhcp","unprivileged":true,"nesting":"true"}""",
            """{"kind":"start-guest","guest":"web-1"}"""));
        Assert.Equal(["web-1", "web-1"], Steps(outcome).Select(s => s.Target?.Name));
        Assert.Null(Steps(outcome)[1].Target?.Vmid);
    }

    [Fact]
    public async Task Questions_and_refusals_are_answers()
    {
        var (asked, _) = await PlanAsync("Start twin.", """{"outcome":"questions","questions":[{"text":"Which twin?","answers":["110 on pve1","111 on pve2"]}]}""");
        Assert.Equal(("Which twin?", 2), (Assert.Single(asked.Questions).Text, asked.Questions[0].Answers.Count));
        var (refused, _) = await PlanAsync("Wipe everything.", """{"outcome":"refusal","reason":"That would destroy the cluster."}""");
        Assert.Equal(["The language model declines: That would destroy the cluster."], refused.Problems);
        var (nothing, _) = await PlanAsync("Make sure jellyfin runs.", """{"outcome":"plan","assumptions":["jellyfin runs already."],"steps":[]}""");
        Assert.True(nothing.IsNothingToDo);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task A_large_cluster_is_asked_about_through_functions(string provider)
    {
        var many = TestCluster.Snapshot with { Guests = [.. TestCluster.Snapshot.Guests, .. Enumerable.Range(1, 300).Select(i => new Guest(new(20_000 + i), $"worker-{i}", GuestKind.Ct, new("pve1"), GuestPower.Stopped, IsTemplate: false, HardwareId: $"net0={i}"))] };
        await using var server = await ModelServer.StartAsync([new ModelReply { Function = ("find_guests", """{"text":"worker-250"}""") }, new(Plan("""{"kind":"start-guest","guest":"worker-250"}"""))]);
        var outcome = await bench.PlanAsync(ModelBench.FileFor(provider, server), "Start worker-250.", many);
        Assert.Equal(20_250, Assert.Single(Steps(outcome)).Target?.Vmid?.Value);
        Assert.Contains(server.Requests[1].Messages, m => m.Contains("20250 ct worker-250 pve1 stopped", StringComparison.Ordinal));
        Assert.Equal(["system", "user", "function", "function", "assistant"], outcome.Record?.Messages.Select(m => m.Role));
        Assert.Equal(2 * ModelServer.TokensIn, outcome.Record?.TokensIn);
    }

    private static string Plan(params IReadOnlyList<string> steps) => $$"""{"outcome":"plan","assumptions":[],"steps":[{{string.Join(',', steps)}}]}""";

    private static IReadOnlyList<Step> Steps(Reconciler.Planning.PlanningOutcome outcome)
    {
        Assert.True(outcome.Plan is not null, string.Join('\n', [.. outcome.Problems, outcome.Failure, .. outcome.Record?.Messages.Skip(2).Select(m => m.Text) ?? []]));
        return Assert.IsType<Plan>(outcome.Plan).Steps;
    }

    private Task<(Reconciler.Planning.PlanningOutcome Outcome, IReadOnlyList<ModelRequest> Requests)> PlanAsync(string text, params IReadOnlyList<string> answers) => PlanAsync(text, TestCluster.Snapshot, answers);

    private async Task<(Reconciler.Planning.PlanningOutcome Outcome, IReadOnlyList<ModelRequest> Requests)> PlanAsync(string text, InventorySnapshot inventory, params IReadOnlyList<string> answers)
    {
        await using var server = await ModelServer.StartAsync(answers);
        return (await bench.PlanAsync(ModelBench.FileFor("openai", server), text, inventory), server.Requests);
    }
}
