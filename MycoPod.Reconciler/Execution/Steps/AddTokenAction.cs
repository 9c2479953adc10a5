using System.Text;
using System.Text.Json;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Makes an API token and keeps its secret, which is told once, in the protected directory.</summary>
internal sealed class AddTokenAction(ProtectedDirectory directory) : IStepAction
{
    public bool Handles(Step step) => step is AddToken;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = (AddToken)context.Step;
        if (!await IsThereAsync(context, step, cancellationToken)) return new Observation.Absent();
        return directory.Find(step.FileName) is not null
            ? new Observation.AlreadySo(context.Step.Done(context.Names))
            : new Observation.Conflict($"The token {step.Subject} is there, and its secret cannot be looked up: it is told only when a token is made. Remove the token, and preview again.");
    }

    /// <summary>The tokens of a user that an earlier step has yet to make are nobody's to see.</summary>
    private static async Task<bool> IsThereAsync(StepContext context, AddToken step, CancellationToken cancellationToken)
    {
        try
        {
            return await context.ReadAsync(step.Query, mayBeMissing: true, cancellationToken) is not null;
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.Permission)
        {
            return false;
        }
    }

    /// <summary>Before anything else is noted: what is not kept now is lost.</summary>
    public void Keep(StepContext context, JsonElement answer)
    {
        if (answer.Values().GetValueOrDefault("value") is { Length: > 0 } secret) directory.Write(((AddToken)context.Step).FileName, Encoding.UTF8.GetBytes(secret));
    }
}
