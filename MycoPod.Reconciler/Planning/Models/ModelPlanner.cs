using System.Text.Json;
using Microsoft.Extensions.AI;
using MycoPod.Core.Inventory;
using MycoPod.Core.Link;
using MycoPod.Core.Plans.Validation;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning.Guards;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>
/// Has a language model plan. Each answer is held against the same checks as any plan; what is wrong goes back to the model, and what
/// is still wrong in the end is shown as problems, never as a plan.
/// </summary>
internal sealed class ModelPlanner(LanguageModelFile file, KnownSecrets secrets, PlanChecks checks, IClusterLook look, TimeProvider time) : IPlanner
{
    /// <summary>How often the model is asked for one declaration.</summary>
    public const int MostRounds = 4;

    /// <summary>Longer than a person waits, and shorter than Web does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(LanguageModelFile.LongestTimeout);

    private static readonly StepCatalogue Catalogue = StepCatalogue.All.Only(AllowedKinds.Allows);
    private static readonly JsonElement Schema = AnswerSchema.Of(Catalogue);

    public string Name => file.PlannerName;

    /// <summary>What is done to every value of the inventory before a model reads it.</summary>
    public static InventoryText Data { get; } = new([new PlainText(), new FenceMarks(), new OneShortLine()], ShownSettings.Usual);

    public async Task<PlanningOutcome> PlanAsync(string text, InventorySnapshot? inventory, CancellationToken cancellationToken)
    {
        using var connection = ModelConnection.Open(file, time);
        var options = new ChatOptions
        {
            Temperature = (float?)file.Temperature,
            Tools = new InventoryFunctions(inventory, Data, Catalogue).Tools(),
            ResponseFormat = connection.HasStructuredOutput ? ChatResponseFormat.ForJsonSchema(Schema, "plan") : null,
        };
        var conversation = new ModelConversation(connection.Client, options, secrets.Mask(), file.Timeout, time);
        var begin = time.GetTimestamp();
        PlanningOutcome outcome;
        try
        {
            outcome = await ConverseAsync(conversation, text, inventory, begin, cancellationToken);
        }
        catch (ModelException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outcome = PlanningOutcome.Refused([]) with { Failure = secrets.Mask().Text(e.Notice) };
        }

        return outcome with { Record = RecordOf(conversation, time.GetElapsedTime(begin)) };
    }

    private async Task<PlanningOutcome> ConverseAsync(ModelConversation conversation, string text, InventorySnapshot? inventory, long begin, CancellationToken cancellationToken)
    {
        var prompt = new Prompt(Catalogue, Data);
        var reader = new StepReader(Catalogue, inventory, look);
        conversation.Instruct(prompt.System());
        var question = prompt.Question(text, inventory);
        while (true)
        {
            var answer = ModelAnswer.Read(await conversation.AskAsync(question, cancellationToken));
            if (answer.Questions.Count > 0) return PlanningOutcome.Asked(answer.Questions);
            if (answer.Refusal is { } reason) return PlanningOutcome.Refused([$"The language model declines: {reason}"]);
            var (outcome, problems) = await CheckAsync(answer, reader, text, inventory, cancellationToken);
            if (outcome is not null) return outcome;
            if (conversation.Rounds == MostRounds || time.GetElapsedTime(begin) >= Patience) return PlanningOutcome.Refused([.. problems.Select(p => p.ToString())]);
            question = answer.Problem is { } unreadable ? Prompt.Unreadable(unreadable) : Prompt.Repair(problems);
        }
    }

    /// <returns>What the answer comes to, or what is wrong with it.</returns>
    private async Task<(PlanningOutcome? Outcome, IReadOnlyList<PlanProblem> Problems)> CheckAsync(ModelAnswer answer, StepReader reader, string text, InventorySnapshot? inventory, CancellationToken cancellationToken)
    {
        if (answer.Problem is not null) return (null, [new(null, $"The language model's answer cannot be read. {answer.Problem}")]);
        if (answer.Steps is not { Count: > 0 } written) return (PlanningOutcome.NothingToDo([], answer.Assumptions), []);
        var (plan, problems) = await reader.ReadAsync(written, cancellationToken);
        if (plan is null) return (null, problems);
        var (broken, _) = await checks.CheckAsync(text, plan, inventory, cancellationToken);
        return broken.Count == 0 ? (PlanningOutcome.Planned(plan, answer.Assumptions), []) : (null, broken);
    }

    private PlanningRecord RecordOf(ModelConversation conversation, TimeSpan duration) =>
        new(file.Provider, file.Model ?? "", Prompt.Version, conversation.Rounds, conversation.TokensIn, conversation.TokensOut, duration.TotalSeconds, conversation.Record);
}
