using Microsoft.Extensions.AI;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Proves an LLM Configuration file with one short call.</summary>
internal sealed class ModelProof(TimeProvider time) : ILanguageModelProof
{
    /// <summary>Web waits for an upload for 90 seconds; a model on the own machine may have to be loaded first.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(75);

    public async Task<(string? Proof, string? Problem)> ProveAsync(LanguageModelFile file, CancellationToken cancellationToken)
    {
        if (file.IsBuiltIn) return ("Plans are made by the built-in planner.", null);
        using var connection = ModelConnection.Open(file, time);
        var patience = file.Timeout < LongestPatience ? file.Timeout : LongestPatience;
        var mask = new SecretMask(file.ApiKey is { } key ? [key] : []);
        var conversation = new ModelConversation(connection.Client, new ChatOptions { Temperature = (float?)file.Temperature }, mask, patience, time);
        try
        {
            await conversation.AskAsync("Answer with the single word: ready", cancellationToken);
            return ($"{file.PlannerName} answers.", null);
        }
        catch (ModelException e) when (e.Kind == ModelFailureKind.Truncated)
        {
            return ($"{file.PlannerName} answers.", null);
        }
        catch (ModelException e)
        {
            return (null, $"The file can be read, but the language model does not answer: {mask.Text(e.Message)}");
        }
    }
}
