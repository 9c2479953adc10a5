using System.Text.Json;
using MycoPod.Core.Plans;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Planning.Guards;
using MycoPod.Reconciler.Planning.Models;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Planning.Models;

/// <summary>
/// Attacks by text: in a declaration, in what stands in the cluster, in a model's answer. Each is stopped, and each succeeds once the one
/// guard that stops it is taken away, so that no guard is there for show.
/// </summary>
public sealed class AttackTests : IDisposable
{
    private readonly ModelBench bench = new();

    public AttackTests() => bench.Protected.Write("proxmox.json", JsonSerializer.SerializeToUtf8Bytes(
        new { endpoints = new[] { "https://127.0.0.1:1" }, username = "ada@pve", password = "p@ss w0rd!", tlsFingerprint = new string('0', 64) }));

    public static TheoryData<string> OnPlans => [.. Attack.All.Where(a => a.MustNotReachModel is null).Select(a => a.Id)];

    public static TheoryData<string> OnPrompts => [.. Attack.All.Where(a => a.MustNotReachModel is not null).Select(a => a.Id)];

    public void Dispose() => bench.Dispose();

    [Fact]
    public void There_are_enough_of_them_and_each_is_another()
    {
        Assert.True(Attack.All.Count >= 40);
        Assert.Distinct(Attack.All.Select(a => a.Id));
        Assert.Distinct(Attack.All.Select(a => $"{a.Text} {a.Answer} {string.Join(' ', a.Inventory.Guests.Select(g => $"{g.Name} {g.Pool} {string.Join(' ', g.Settings)}"))}"));
        Assert.Equal(["answer", "declaration", "name", "notes", "pool", "settings", "tags"], Attack.All.Select(a => a.Where).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OnPlans))]
    public async Task A_hostile_plan_is_refused_and_made_without_its_guard(string id)
    {
        var attack = Attack.All.Single(a => a.Id == id);
        var guarded = await PlanAsync(attack, isGuardAway: false);
        Assert.Null(guarded.Plan);
        Assert.NotEmpty(guarded.Problems);
        var open = await PlanAsync(attack, isGuardAway: true);
        Assert.True(open.Plan is not null, string.Join('\n', open.Problems));
        Assert.Equal(attack.Steps?.Count, Assert.IsType<Plan>(open.Plan).Steps.Count);
    }

    [Theory]
    [MemberData(nameof(OnPrompts))]
    public async Task What_must_not_reach_a_model_does_not_and_does_without_its_guard(string id)
    {
        var attack = Attack.All.Single(a => a.Id == id);
        Assert.DoesNotContain(await SentAsync(attack, isGuardAway: false), sent => attack.Forbidden.Any(f => sent.Contains(f, StringComparison.Ordinal)));
        Assert.Contains(await SentAsync(attack, isGuardAway: true), sent => attack.Forbidden.Any(f => sent.Contains(f, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_server_echoes_of_its_key_is_shown_and_recorded_nowhere()
    {
        await using var server = await ModelServer.StartAsync($$"""{"outcome":"plan","assumptions":["Authorization: Bearer {{ModelBench.Key}}"],"steps":[{"kind":"start-guest","guest":"pihole"}]}""");
        var outcome = await bench.PlanAsync(ModelBench.FileFor("openai-compatible", server), "Start pihole.");
        Assert.NotNull(outcome.Plan);
        Assert.DoesNotContain(ModelBench.Key, JsonSerializer.Serialize(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_s_own_words_are_short_and_plain()
    {
        await using var server = await ModelServer.StartAsync(JsonSerializer.Serialize(new { outcome = "refusal", reason = $"No.\n\u202e\u001b[31m{new string('x', 5000)}" }));
        var problem = Assert.Single((await bench.PlanAsync(ModelBench.FileFor("openai", server), "Start pihole.")).Problems);
        Assert.InRange(problem.Length, 100, 400);
        Assert.DoesNotContain(problem, c => char.IsControl(c) || c == '\u202e');
    }

    /// <summary>The model answers the same hostile plan however often it is asked.</summary>
    private async Task<PlanningOutcome> PlanAsync(Attack attack, bool isGuardAway)
    {
        if (attack.Guard == nameof(KeptSecrets)) return await CheckAsync(attack, isGuardAway);
        await using var server = await ModelServer.StartAsync([.. Enumerable.Repeat(attack.Answer, ModelPlanner.MostRounds)]);
        var planner = bench.Planner(ModelBench.FileFor("openai", server), bench.ChecksWith(Guards(isGuardAway ? attack.Guard : "")));
        var open = new ModelPlanner(ModelBench.FileFor("openai", server), bench.Secrets, bench.ChecksWith(Guards("")), ModelBench.Look, TimeProvider.System) { Catalogue = StepCatalogue.All };
        return await (isGuardAway && attack.Guard == nameof(AllowedKinds) ? open : planner).PlanAsync(attack.Text, attack.Inventory, TestContext.Current.CancellationToken);
    }

    /// <summary>A model never sees a secret, so its plans hold none; any other planner's plan goes straight to the checks.</summary>
    private async Task<PlanningOutcome> CheckAsync(Attack attack, bool isGuardAway)
    {
        var (plan, problems) = await new StepReader(StepCatalogue.All, attack.Inventory, ModelBench.Look).ReadAsync(ModelAnswer.Read(attack.Answer).Steps ?? [], TestContext.Current.CancellationToken);
        Assert.Empty(problems);
        var (broken, _) = await bench.ChecksWith(Guards(isGuardAway ? attack.Guard : "")).CheckAsync(attack.Text, Assert.IsType<Plan>(plan), attack.Inventory, TestContext.Current.CancellationToken);
        return broken.Count == 0 ? PlanningOutcome.Planned(Assert.IsType<Plan>(plan), []) : PlanningOutcome.Refused([.. broken.Select(p => p.ToString())]);
    }

    private async Task<IReadOnlyList<string>> SentAsync(Attack attack, bool isGuardAway)
    {
        List<ModelReply> replies = [.. attack.Function is [var name, var arguments] ? [new ModelReply { Function = (name, arguments) }] : Array.Empty<ModelReply>(), .. Enumerable.Repeat(new ModelReply(attack.Answer), ModelPlanner.MostRounds)];
        await using var server = await ModelServer.StartAsync(replies);
        using var empty = new ModelBench();
        var secrets = isGuardAway && attack.Guard == nameof(Core.Proxmox.Exchanges.SecretMask) ? empty.Secrets : new KnownSecrets(bench.Protected, AttackPairing);
        var planner = new ModelPlanner(ModelBench.FileFor("openai", server), secrets, bench.Checks, ModelBench.Look, TimeProvider.System) { Guards = Prompts(isGuardAway ? attack.Guard : "") };
        await planner.PlanAsync(attack.Text, attack.Inventory, TestContext.Current.CancellationToken);
        return [.. server.Requests.SelectMany(r => r.Messages)];
    }

    private static Core.Link.Pairing AttackPairing => new(new("https://mycopod.lan"), Guid.Empty, Attack.Secret, "");

    private IReadOnlyList<IPlanGuard> Guards(string away) =>
        [.. PlanGuards.All(new KnownSecrets(bench.Protected, AttackPairing)).Where(g => g.GetType().Name != away && !(g is PlainText && away == "PlainTextInPlan"))];

    private static PromptGuards Prompts(string away)
    {
        var usual = PromptGuards.Usual;
        return away switch
        {
            nameof(ShownSettings) => usual with { Settings = new(_ => true) },
            "PlainTextInPrompt" => usual with { Values = [.. usual.Values.Where(g => g is not PlainText)] },
            "PlainTextInDeclaration" => usual with { Declaration = [.. usual.Declaration.Where(g => g is not PlainText)] },
            "DeclarationFence" => usual with { Declaration = [.. usual.Declaration.Where(g => g is not FenceMarks)] },
            _ => usual with { Values = [.. usual.Values.Where(g => g.GetType().Name != away)] },
        };
    }
}
