using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning.BuiltIn;
using MycoPod.Reconciler.Planning.Guards;
using MycoPod.Reconciler.Telemetry;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Plans with what the LLM Configuration file chooses as it is now; without one, with the built-in planner.</summary>
internal sealed class ConfiguredPlanner(LanguageModelAccess models, BuiltInPlanner builtIn, KnownSecrets secrets, PlanChecks checks, IClusterLook look, TimeProvider time) : IPlanner
{
    public string Name => models.PlannerName();

    public async Task<PlanningOutcome> PlanAsync(string text, InventorySnapshot? inventory, CancellationToken cancellationToken)
    {
        LanguageModelFile? file;
        try
        {
            file = models.Find();
        }
        catch (FormatException e)
        {
            return PlanningOutcome.Refused([]) with { Failure = $"Nothing was planned: {e.Message} Your text is kept. Ask an Admin to upload the LLM configuration again, then preview again." };
        }

        var begin = time.GetTimestamp();
        IPlanner planner = file is null or { IsBuiltIn: true } ? builtIn : new ModelPlanner(file, secrets, checks, look, time);
        var outcome = await planner.PlanAsync(text, inventory, cancellationToken);
        AgentMeter.CountPlanning(file?.Provider ?? LanguageModelFile.BuiltIn, WordFor(outcome), time.GetElapsedTime(begin));
        return outcome;
    }

    private static string WordFor(PlanningOutcome outcome) => outcome switch
    {
        { Plan: not null } => "planned",
        { Failure: not null } => "failed",
        { Questions.Count: > 0 } => "asked",
        { IsNothingToDo: true } => "nothing_to_do",
        _ => "refused",
    };
}
