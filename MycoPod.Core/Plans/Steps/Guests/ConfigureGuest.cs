using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>
/// Changes settings of a guest. What a running VM cannot take over at once is stored and applies after its next start.
/// </summary>
/// <param name="Changes">As <see cref="GuestSetting"/> knows them, in the API's names and values.</param>
public sealed record ConfigureGuest(GuestReference Guest, IReadOnlyList<FieldChange> Changes) : GuestStep, IFieldStep
{
    public const string KindName = "configure-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("guest", "changed");

    public override string Title => $"Change {Guest.Name}: {string.Join(", ", Changes.Select(Say))}";

    public string Noun => Guest.Name;

    public override GuestReference GuestAfter => NewName is { } name ? Guest with { Name = name } : Guest;

    public IReadOnlyList<Field>? Seen => Guest.Vmid is null ? [] : [.. Changes.Select(c => c.Before(Shape(c), IsOnByDefault(c)))];

    public FieldQuery Query(int number, ICallNames names) => new(Path(names, "/config"));

    public IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [.. Changes.Select(c => c.After(Shape(c), IsOnByDefault(c)))];

    public override IReadOnlyList<Need> Needs => [.. Changes.Select(c => GuestSetting.Find(Guest.Type, c.Name)?.Privilege).OfType<string>().Distinct(StringComparer.Ordinal).Select(p => Need.OnGuest(Guest, p)), .. StartOrderNeed];

    public override ApiCall Call(int number, ICallNames names) => new("PUT", Path(names, "/config"), [.. FieldChange.Parameters(Changes), .. Digest(number, names)]);

    public override string Done(ICallNames names) => $"{Guest.Name} has {string.Join(", ", Changes.Select(c => $"{NounOf(c)} {SayValue(c, c.To)}"))}";

    public override IEnumerable<string> CheckArguments()
    {
        foreach (var problem in FieldChange.CheckList(Changes)) yield return problem;
        foreach (var change in Changes)
        {
            if (GuestSetting.Find(Guest.Type, change.Name) is null) yield return $"'{change.Name}' is no setting of a {Inventory.GuestKindNames.Noun(Guest.Type)} that this step changes.";
            else if (change.To is { } value && !SettingValue.IsRight(Guest.Type, change.Name, value)) yield return $"'{Names.OneLine(value)}' is no value for {NounOf(change)} ({change.Name}).";
            if (change.Name.StartsWith("ide", StringComparison.Ordinal) && !(IsCd(change.From) && IsCd(change.To))) yield return $"{change.Name} takes a CD here, and holds one or nothing before; disks have steps of their own.";
            if (IsDisk(change) && !KeepsDisk(change)) yield return $"{change.Name} keeps its volume and its size here; moving, growing, adding and detaching disks are steps of their own.";
        }

        foreach (var lost in Changes.Where(c => c is { From: not null, To: not null } && Names.MacOf(c.From) is { } mac && Names.MacOf(c.To) != mac))
            yield return $"{lost.Name} loses its address {Names.MacOf(lost.From ?? "")}: a network card is written as a whole, with the address it has.";
        foreach (var notes in Changes.Where(c => c.Name == "description" && !KeepsMark(c)))
            yield return $"The notes of {Guest.Name} carry the mark that tells whose guest it is; they are changed around it.";
        if (Changes.Any(c => c.Name == "tags" && HasOurTag(c.From) && !HasOurTag(c.To))) yield return $"The tag {Inventory.CreationMarker.Tag} stays: by it {Guest.Name} is known as made here.";
        if (NewName is { } named && !Names.IsHostName(named)) yield return $"'{named}' is no host name: letters, digits and hyphens, at most 63.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckGuest(Guest);

    public override void ApplyTo(PlannedCluster cluster)
    {
        if (NewName is { } name) cluster.Change(Guest, g => g with { Name = name });
    }

    /// <summary>When a VM starts changes what its node does (PVE/API2/Qemu.pm, check_vm_modify_config_perm).</summary>
    private Need[] StartOrderNeed => Guest.Type == Inventory.GuestKind.Vm && Changes.Any(c => c.Name == "startup") ? [Need.StartOrder] : [];

    private string? NewName => Changes.FirstOrDefault(c => c.Name is "name" or "hostname")?.To;

    private static bool IsCd(string? drive) =>
        drive is null || (drive.Contains("media=cdrom", StringComparison.Ordinal) && (drive.StartsWith("none,", StringComparison.Ordinal) || Names.IsVolume(drive.Split(',')[0], "iso")));

    private bool IsDisk(FieldChange change) => Guest.Type == Inventory.GuestKind.Vm && Names.IsDisk(Guest.Type, change.Name) && !change.Name.StartsWith("ide", StringComparison.Ordinal);

    private static bool KeepsDisk(FieldChange disk) =>
        disk is { From: { } before, To: { } after } && !before.Contains("media=", StringComparison.Ordinal) && before.Split(',')[0] == after.Split(',')[0] && DiskSize.OfProperties(before) == DiskSize.OfProperties(after);

    private static bool HasOurTag(string? tags) => tags?.Split(',', ';', ' ').Contains(Inventory.CreationMarker.Tag, StringComparer.Ordinal) == true;

    private bool KeepsMark(FieldChange notes) => Guest switch
    {
        { Vmid: null } => false,
        { Marker: { } mark } => notes.To?.Contains(mark, StringComparison.Ordinal) == true,
        _ => true,
    };

    private FieldShape Shape(FieldChange change) => GuestSetting.Find(Guest.Type, change.Name)?.Shape ?? FieldShape.Text;

    private bool IsOnByDefault(FieldChange change) => GuestSetting.Find(Guest.Type, change.Name)?.IsOnByDefault ?? false;

    private string NounOf(FieldChange change) => IsDisk(change) ? change.Name : GuestSetting.Find(Guest.Type, change.Name)?.Noun ?? change.Name;

    private string Say(FieldChange change) => change.From is null
        ? $"{NounOf(change)} {SayValue(change, change.To)}"
        : $"{NounOf(change)} {SayValue(change, change.From)} → {SayValue(change, change.To)}";

    private string SayValue(FieldChange change, string? value) => string.IsNullOrEmpty(value) ? "none" : Names.OneLine(GuestSetting.Find(Guest.Type, change.Name)?.Says(value) ?? value);
}
