using System.Text.Json;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox.Schema;
using MycoPod.Reconciler.Planning;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Plans;

/// <summary>What every step kind owes: words, arguments that read back, and a call that the published schema of 8.4 knows.</summary>
public sealed class StepKindTests
{
    /// <summary>The case of each kind, and steps with all that their kind may say.</summary>
    internal static IReadOnlyDictionary<string, Plan> Plans { get; } = StepHarness.Cases.Concat(ShellHarness.Cases).Select(c => KeyValuePair.Create(c.Key, c.Value.Plan))
        .Concat(FullSteps.All.Select(s => KeyValuePair.Create(s.Key, Plan.Of([s.Value]))))
        .ToDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Kinds => new(Plans.Keys);

    /// <summary>Kinds that make a call of the API.</summary>
    public static TheoryData<string> KindsWithCall => new(Plans.Where(p => p.Value.Steps[0].Call(1, PlaceholderNames.Instance) is ApiCall).Select(p => p.Key));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_keeps_the_rules_reads_back_and_says_what_it_does(string kind)
    {
        var plan = Plans[kind];
        Assert.Empty(PlanRules.Check(plan));
        var read = Plan.FromBytes(plan.ToBytes());
        Assert.Equal(plan.ToBytes(), read.ToBytes());
        Assert.Equal(PlannedStep.Of(plan), PlannedStep.Of(read));
        var step = plan.Steps[0];
        Assert.Contains(step.Subject, step.Title, StringComparison.Ordinal);
        Assert.NotEmpty(step.Done(PlaceholderNames.Instance));
        Assert.Equal(step.Risk == Risk.Destroy, step.Loses is not null);
    }

    [Theory]
    [MemberData(nameof(KindsWithCall))]
    public void Its_call_and_parameters_are_those_of_the_published_schema(string kind)
    {
        var call = CallOf(kind);
        var (name, method) = PublishedSchema.Find(call);
        var known = method.GetProperty("parameters").TryGetProperty("properties", out var all) ? all.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal) : [];
        foreach (var parameter in call.Parameters.Select(p => p.Key))
            Assert.True(known.ContainsKey(parameter) || known.ContainsKey($"{parameter.TrimEnd([.. "0123456789"])}[n]"), $"{name} has no {parameter}");
        foreach (var required in known.Where(p => !p.Value.TryGetProperty("optional", out var optional) || optional.ToString() != "1").Select(p => p.Key))
            Assert.True(name.Contains($"{{{required}}}", StringComparison.Ordinal) || call.Parameters.Any(p => p.Key == required), $"{name} lacks {required}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_cluster_would_take_its_call_by_its_own_schema(string kind) =>
        Assert.Empty(SchemaRules.Check(Plans[kind], Published(), kind.EndsWith("features", StringComparison.Ordinal) ? ApiCaller.Root : ApiCaller.Token));

    [Fact]
    public void A_call_that_the_schema_does_not_know_is_a_problem_of_its_step()
    {
        var plan = Plan.Of([new CallApi("PUT", "/cluster/weather", [], Guest: null), new CallApi("PUT", "/cluster/options", [new("colour", "blue")], Guest: null)]);
        Assert.Equal([1, 2], SchemaRules.Check(plan, Published(), ApiCaller.Token).Select(p => p.Step));
    }

    [Fact]
    public void Features_beyond_nesting_are_refused_to_an_api_token() =>
        Assert.Contains("root@pam itself only", Assert.Single(SchemaRules.Check(Plans["create-container, features"], Published(), ApiCaller.Token)).Text, StringComparison.Ordinal);

    private static ApiSchema Published() => ApiSchema.Read(File.ReadAllBytes(SharedFolder.Require("proxmox", "api-schema-8.4.json")));

    [Theory]
    [MemberData(nameof(KindsWithCall))]
    public void It_waits_for_a_task_exactly_where_the_server_starts_one(string kind)
    {
        var call = CallOf(kind);
        using var answers = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("proxmox", "upid-methods-8.4.json")));
        var tasks = new[] { "alwaysUpid", "optionalUpid", "workerButReturnsNull" }.SelectMany(list => answers.RootElement.GetProperty(list).EnumerateArray().Select(m => m.GetString()));
        Assert.Equal(tasks.Contains(PublishedSchema.Find(call).Name), call.Task is not null);
    }

    private static ApiCall CallOf(string kind) => Assert.IsType<ApiCall>(Plans[kind].Steps[0].Call(1, PlaceholderNames.Instance));
}
