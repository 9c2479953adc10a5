using System.Reflection;
using System.Text.Json.Serialization;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Plans.Steps.Firewalls;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Networks;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Every kind of step that there is, read from the records: what a model may write is written down nowhere else.</summary>
internal sealed class StepCatalogue
{
    /// <summary>Options that the prompt has no room for: a model plans without them, and says so.</summary>
    private static readonly HashSet<string> Untold = new(StringComparer.Ordinal)
    {
        $"{SuspendGuest.KindName}.{nameof(SuspendGuest.ToDisk)}",
        $"{CreateSnapshot.KindName}.{nameof(CreateSnapshot.Notes)}",
        $"{BackUpGuest.KindName}.{nameof(BackUpGuest.Notes)}",
        $"{BackUpGuest.KindName}.{nameof(BackUpGuest.Protected)}",
        $"{AddDisk.KindName}.{nameof(AddDisk.Options)}",
        $"{AddToHa.KindName}.{nameof(AddToHa.MaxRestarts)}",
        $"{AddToHa.KindName}.{nameof(AddToHa.MaxRelocations)}",
        $"{AddHaGroup.KindName}.{nameof(AddHaGroup.Priorities)}",
        $"{AddHaGroup.KindName}.{nameof(AddHaGroup.NoFailback)}",
        $"{AddReplication.KindName}.{nameof(AddReplication.RateMBs)}",
        $"{AddBackupJob.KindName}.{nameof(AddBackupJob.Except)}",
        $"{AddBackupJob.KindName}.{nameof(AddBackupJob.Comment)}",
        $"{AddToFirewallSet.KindName}.{nameof(AddToFirewallSet.Comment)}",
        $"{AddUser.KindName}.{nameof(AddUser.FirstName)}",
        $"{AddUser.KindName}.{nameof(AddUser.LastName)}",
        $"{AddUser.KindName}.{nameof(AddUser.Expires)}",
        $"{AddInterface.KindName}.{nameof(AddInterface.Mtu)}",
    };

    private readonly Dictionary<string, StepKind> kinds;

    private StepCatalogue(IEnumerable<StepKind> kinds) => this.kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    public static StepCatalogue All { get; } = new(typeof(Step).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => KindOf($"{a.TypeDiscriminator}", a.DerivedType)));

    public IReadOnlyCollection<StepKind> Kinds => kinds.Values;

    public StepKind? Find(string name) => kinds.GetValueOrDefault(name);

    /// <summary>The kinds that a guard lets through.</summary>
    public StepCatalogue Only(Func<string, bool> isAllowed) => new(kinds.Values.Where(k => isAllowed(k.Name)));

    private static StepKind KindOf(string name, Type type)
    {
        var documentation = MemberDocumentation.OfCore;
        var parameters = StepParameter.ConstructorOf(type).GetParameters().Where(p => !SeenValues.Knows(name, p.Name ?? ""));
        var options = StepParameter.OptionsOf(type).Where(p => !SeenValues.Knows(name, p.Name) && !Untold.Contains($"{name}.{p.Name}"));
        return new(name, type, [.. parameters.Select(p => StepParameter.Of(p, documentation)), .. options.Select(p => StepParameter.Of(p, documentation))], documentation);
    }
}
