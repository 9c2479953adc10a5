using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Proxmox.Guests;
using Values = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Makes, changes and removes what can be read back as a set of values.</summary>
internal sealed class FieldsAction(RequestAssembly requests) : IStepAction
{
    public bool Handles(Step step) => step is IFieldStep and not DownloadFile;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = (IFieldStep)context.Step;

        // Before the first change, a guest that this run has yet to make cannot be looked at.
        if (!context.MayBeNamed) return new Observation.Absent();
        var query = step.Query(context.Number, context.Names);
        var mayBeMissing = step.Wanted(context.Number, context.Names) is not null;
        if (context.Vmid is not { } vmid)
        {
            var observed = Compare(context, step, await context.ReadAsync(query, mayBeMissing, cancellationToken));
            return observed is Observation.Absent && requests.Lacking(context.Call) is { } lacking ? new Observation.Conflict(lacking) : observed;
        }

        // Identity and values are of one look, so that they cannot be of two guests.
        var config = await context.Client.FindConfigAsync(context.Guest.Node, context.Guest.Type, vmid, cancellationToken);
        if (config is null) return GuestIdentity.Gone(context.Guest, vmid);
        var after = context.Step is GuestStep { GuestAfter: var renamed } ? renamed : context.Guest;
        if (GuestIdentity.Compare(context, context.Guest, vmid, config) is { } conflict && GuestIdentity.Compare(context, after, vmid, config) is not null) return conflict;
        if (config.Lock is not null) return new Observation.InProgress();
        return Compare(context, step, query.IsGuestConfig ? config.Values : await context.ReadAsync(query, mayBeMissing, cancellationToken));
    }

    /// <summary>What a running guest cannot take over at once is stored, and said to be.</summary>
    public async Task<Observation> VerifyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var observed = await ObserveAsync(context, cancellationToken);
        if (observed is not Observation.AlreadySo so || context.Step is not ConfigureGuest step || context.Vmid is not { } vmid) return observed;
        var waiting = (await context.Client.GetPendingAsync(step.Guest.Node, step.Guest.Type, vmid, cancellationToken)).Intersect(step.Changes.Select(c => c.Name), StringComparer.Ordinal).ToList();
        return waiting.Count == 0 ? so : so with { Remark = $"{string.Join(", ", waiting)} {(waiting.Count == 1 ? "applies" : "apply")} at the next start" };
    }

    private static Observation Compare(StepContext context, IFieldStep step, Values? found)
    {
        var wanted = step.Wanted(context.Number, context.Names);
        if (found is null) return Missing(step, wanted);
        context.Names.KeepRead(context.Number, found);
        if (wanted?.FirstOrDefault(f => !f.IsMetBy(found.GetValueOrDefault(f.Name))) is not { } other)
            return wanted is null ? CompareSeen(context, step, found) : new Observation.AlreadySo($"{context.Step.Done(context.Names)} already");
        return step.Seen is not null
            ? CompareSeen(context, step, found)
            : new Observation.Conflict($"{step.Noun} exists now, with {Say(other.Name, found.GetValueOrDefault(other.Name))} instead of {other.Value}. Preview again.");
    }

    private static Observation Missing(IFieldStep step, IReadOnlyList<Field>? wanted)
    {
        if (wanted is null) return new Observation.AlreadySo($"There is no {step.Noun} any more");
        return step.Seen is null ? new Observation.Absent() : new Observation.Conflict($"There is no {step.Noun} any more. Preview again.");
    }

    /// <summary>What is not as planning saw it may be somebody's work: it is shown, not overwritten.</summary>
    private static Observation CompareSeen(StepContext context, IFieldStep step, Values found)
    {
        if (step is IGuardedStep guarded && guarded.Objection(found, context.Number, context.Names) is { } objection) return new Observation.Conflict(objection);
        return step.Seen?.FirstOrDefault(f => !f.IsMetBy(found.GetValueOrDefault(f.Name))) is { } changed
            ? new Observation.Conflict($"{step.Noun} has {Say(changed.Name, found.GetValueOrDefault(changed.Name))}; when this was planned it had {Say(changed.Name, changed.Value)}. Preview again.")
            : new Observation.Absent();
    }

    private static string Say(string name, string? value) => string.IsNullOrEmpty(value) ? $"no {name}" : $"{name} {value}";
}
