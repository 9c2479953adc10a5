using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox.Schema;
using MycoPod.Reconciler.Planning;
using MycoPod.Sandbox.Parameters;
using MycoPod.Tests.Sandbox;
using ParameterCheck = MycoPod.Sandbox.Parameters.ParameterCheck;

namespace MycoPod.Tests.Plans;

/// <summary>Steps of every kind with arguments drawn at random, by a seed that a failure names: what the rules accept, the published schema and the sandbox take.</summary>
public sealed class RandomStepTests : SandboxTest
{
    private const int Draws = 400;
    private const int MostShown = 150;

    private static readonly StepMutation Mutation = new(StepKindTests.Plans.Values);

    /// <summary>Free calls are held against the schema itself: that is their rule.</summary>
    public static TheoryData<string> Kinds => new(StepKindTests.KindsWithCall.Select(k => k.Data).Where(k => k != CallApi.KindName));

    [Fact]
    public void What_the_rules_accept_the_published_schema_and_the_sandbox_take()
    {
        var schema = ApiSchema.Read(File.ReadAllBytes(SharedFolder.Require("proxmox", "api-schema-8.4.json")));
        List<string> problems = [];
        foreach (var kind in Kinds.Select(k => k.Data))
        {
            var accepted = 0;
            for (var seed = 0; seed < Draws; seed++)
            {
                if (Mutation.Of(StepKindTests.Plans[kind], new(seed)) is not { } plan || PlanRules.Check(plan).Count > 0) continue;
                accepted++;
                problems.AddRange(Refusals(plan, schema).Take(1).Select(p => $"{kind}, seed {seed}: {p} in {PlannedStep.Of(plan)[0].Note}"));
            }

            if (accepted == 0) problems.Add($"{kind}: nothing was accepted");
        }

        Assert.True(problems.Count == 0, $"{problems.Count} refused:\n{string.Join('\n', problems.DistinctBy(p => (p.Split(',')[0], string.Join(' ', p.Split(' ').Skip(3).Take(3)))).Take(MostShown))}");
    }

    private IEnumerable<string> Refusals(Plan plan, ApiSchema schema)
    {
        if (plan.Steps[0].Call(1, SampleNames.Instance) is not ApiCall call) return [];
        return schema.Check(call.Method, call.Path, call.Parameters, ApiCaller.Root).Select(p => $"schema: {p}").Concat(InSandbox(call));
    }

    /// <summary>As a form would bring it: what is sent twice becomes a list.</summary>
    private IEnumerable<string> InSandbox(ApiCall call)
    {
        var segments = call.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        if (Server.Endpoints.Find(call.Method, segments) is not var (endpoint, inPath)) return [$"sandbox: no {call.Method} {call.Path}"];
        var values = call.Parameters.GroupBy(p => p.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new RawValue(string.Join('\0', g.Select(p => p.Value))), StringComparer.Ordinal);
        foreach (var (name, value) in inPath) values[name] = value;
        var errors = new ParameterErrors();
        ParameterCheck.CheckAll(endpoint.Parameters, values, errors);
        return errors.Texts.Select(e => $"sandbox: {e.Key}: {e.Value}");
    }
}
