using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Runs;

namespace MycoPod.Reconciler.Execution;

/// <summary>The real numbers and marks of one run, which grow as its guests are made.</summary>
internal sealed class RunNames : ICallNames
{
    private readonly Guid declarationId;
    private readonly int revision;
    private readonly Dictionary<string, int> creators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Vmid> made = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, IReadOnlyDictionary<string, string>> read = [];

    public RunNames(Run run, Plan plan)
        : this(plan)
    {
        declarationId = run.DeclarationId;
        revision = run.Revision;
        foreach (var (name, step) in creators)
        {
            if (run.Steps[step - 1].Vmid is { } vmid) made[name] = new(vmid);
        }
    }

    /// <summary>Before there is a run: nothing of the plan is made.</summary>
    public RunNames(Plan plan)
    {
        foreach (var (index, step) in plan.Steps.Index())
        {
            if (step is ICreatesGuest { Made.Name: var name }) creators[name] = index + 1;
        }
    }

    /// <summary>The number chosen for a guest that this run makes.</summary>
    public void Choose(string name, Vmid vmid) => made[name] = vmid;

    public Vmid? FindVmid(GuestReference guest) => guest.Vmid ?? (made.TryGetValue(guest.Name, out var vmid) ? vmid : null);

    public string IdOf(GuestReference guest) =>
        FindVmid(guest)?.ToString() ?? throw new InvalidOperationException($"The number of {guest.Name} is not known yet.");

    public string MarkerOf(int step) => CreationMarker.Of(declarationId, revision, step);

    public string? Read(int step, string name) => read.GetValueOrDefault(step)?.GetValueOrDefault(name);

    /// <summary>The values a step was compared with.</summary>
    public void KeepRead(int step, IReadOnlyDictionary<string, string> values) => read[step] = values;

    /// <summary>The mark a guest must carry: its own from planning, or that of the step that made it.</summary>
    public string? MarkerOf(GuestReference guest) =>
        guest.Vmid is null && creators.TryGetValue(guest.Name, out var step) ? MarkerOf(step) : guest.Marker;
}
