using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Turns a stopped guest into a template. There is no way back: from then on it can only be cloned or deleted.</summary>
public sealed record ConvertToTemplate(GuestReference Guest) : GuestStep, IFieldStep
{
    public const string KindName = "convert-to-template";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("template", "made");

    public override string Title => $"Turn {Guest.Name} into a template, for good";

    public string Noun => $"the template {Guest.Name}";

    public IReadOnlyList<Field>? Seen => [new("template", value: false)];

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/config"));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("template", value: true)];

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.Allocate")];

    /// <summary>For a container the answer names no task though one runs (facts: Tasks); it is found by its type.</summary>
    public override ApiCall Call(int number, ICallNames names) => new("POST", Path(names, "/template"), Task(names, "vztemplate", "qmtemplate"));

    public override string Done(ICallNames names) => $"{Guest.Name} is a template";

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckGuest(Guest)) yield return problem;
        if (cluster.Find(Guest) is { IsTemplate: false, Power: not GuestPower.Stopped }) yield return $"{Guest.Name} has to be stopped before it becomes a template.";
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.Change(Guest, g => g with { IsTemplate = true });
}
