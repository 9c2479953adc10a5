using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Guests;
using Values = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Makes, changes and removes what can be read back as a set of values.</summary>
internal sealed class FieldsAction : IStepAction
{
    public bool Handles(Step step) => step is IFieldStep;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = (IFieldStep)context.Step;

        // Before the first change, a guest that this run has yet to make cannot be looked at.
        if (!context.MayBeNamed) return new Observation.Absent();
        var query = step.Query(context.Number, context.Names);
        var mayBeMissing = step.Wanted(context.Number, context.Names) is not null;
        if (context.Vmid is not { } vmid) return Compare(context, step, await ReadAsync(context, query, mayBeMissing, cancellationToken));

        // Identity and values are of one look, so that they cannot be of two guests.
        var config = await context.Client.FindConfigAsync(context.Guest.Node, context.Guest.Type, vmid, cancellationToken);
        if (config is null) return GuestIdentity.Gone(context.Guest, vmid);
        var after = context.Step is GuestStep { GuestAfter: var renamed } ? renamed : context.Guest;
        if (GuestIdentity.Compare(context, context.Guest, vmid, config) is { } conflict && GuestIdentity.Compare(context, after, vmid, config) is not null) return conflict;
        if (config.Lock is not null) return new Observation.InProgress();
        return Compare(context, step, query.IsGuestConfig ? config.Values : await ReadAsync(context, query, mayBeMissing, cancellationToken));
    }

    private static Observation Compare(StepContext context, IFieldStep step, Values? found)
    {
        var wanted = step.Wanted(context.Number, context.Names);
        if (found is null) return Missing(step, wanted);
        context.Names.KeepRead(context.Number, found);
        if (wanted?.FirstOrDefault(f => !f.IsMetBy(found.GetValueOrDefault(f.Name))) is not { } other)
            return wanted is null ? CompareSeen(step, found) : new Observation.AlreadySo($"{context.Step.Done(context.Names)} already");
        return step.Seen is not null
            ? CompareSeen(step, found)
            : new Observation.Conflict($"{step.Noun} exists now, with {Say(other.Name, found.GetValueOrDefault(other.Name))} instead of {other.Value}. Preview again.");
    }

    private static Observation Missing(IFieldStep step, IReadOnlyList<Field>? wanted)
    {
        if (wanted is null) return new Observation.AlreadySo($"There is no {step.Noun} any more");
        return step.Seen is null ? new Observation.Absent() : new Observation.Conflict($"There is no {step.Noun} any more. Preview again.");
    }

    /// <summary>What is not as planning saw it may be somebody's work: it is shown, not overwritten.</summary>
    private static Observation CompareSeen(IFieldStep step, Values found) =>
        step.Seen?.FirstOrDefault(f => !f.IsMetBy(found.GetValueOrDefault(f.Name))) is { } changed
            ? new Observation.Conflict($"{step.Noun} has {Say(changed.Name, found.GetValueOrDefault(changed.Name))}; when this was planned it had {Say(changed.Name, changed.Value)}. Preview again.")
            : new Observation.Absent();

    private static string Say(string name, string? value) => string.IsNullOrEmpty(value) ? $"no {name}" : $"{name} {value}";

    /// <param name="mayBeMissing">Whether the list itself may be missing, as that of a network which an earlier step makes. That what is in it is gone is never told from that.</param>
    private static async Task<Values?> ReadAsync(StepContext context, FieldQuery query, bool mayBeMissing, CancellationToken cancellationToken)
    {
        try
        {
            var data = await context.Client.SendAsync(ProxmoxRequest.Get(query.Path), cancellationToken);
            if (query.Row.Count == 0) return data.Values();
            return data.EnumerateArray().Select(row => row.Values()).FirstOrDefault(row => query.Row.All(key => row.GetValueOrDefault(key.Key, "") == key.Value));
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.NotFound && (query.Row.Count == 0 || mayBeMissing))
        {
            return null;
        }
    }
}
