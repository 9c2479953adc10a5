namespace MycoPod.Core.Plans.Policy;

/// <summary>The only nodes, storages or bridges that steps may use.</summary>
public sealed record AllowedPlaces(PlaceKind Of, IReadOnlyList<Wildcard> Names, string Key, int Line) : PolicyRule(Key, Line)
{
    private const string StoragePath = "/storage/";
    private const string BridgePath = "/sdn/zones/";

    internal override IEnumerable<string> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes) =>
        Used(step, step.Call(number, PlaceholderNames.Instance) is ApiCall call ? call.Parameters : []).Distinct(StringComparer.Ordinal).Where(used => !Names.Any(n => n.Matches(used))).Select(used => $"The {Of.ToString().ToLowerInvariant()} {used} is none of those that may be used");

    /// <summary>What a step uses stands in the privileges that it needs, and in what its call names.</summary>
    private IEnumerable<string> Used(Step step, IReadOnlyList<KeyValuePair<string, string>> parameters) => Of switch
    {
        PlaceKind.Node => Nodes(step, parameters),
        PlaceKind.Storage => step.Needs.Where(n => n.Path.StartsWith(StoragePath, StringComparison.Ordinal)).Select(n => n.Path[StoragePath.Length..])
            .Concat(parameters.Where(p => p.Key is "storage" or "targetstorage" or "target-storage").SelectMany(p => p.Value.Split(',')).Where(s => s != "1")),
        _ => step.Needs.Where(n => n.Path.StartsWith(BridgePath, StringComparison.Ordinal)).Select(n => n.Path[(n.Path.LastIndexOf('/') + 1)..])
            .Concat(parameters.SelectMany(p => p.Value.Split(',')).Where(part => part.StartsWith("bridge=", StringComparison.Ordinal)).Select(part => part["bridge=".Length..])),
    };

    private static IEnumerable<string> Nodes(Step step, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (step.Place is { } place) yield return place.Value;
        foreach (var target in parameters.Where(p => p.Key is "target" or "node" or "nodes").SelectMany(p => p.Value.Split(',')))
        {
            if (Plans.Names.IsHostName(target)) yield return target;
        }
    }
}
