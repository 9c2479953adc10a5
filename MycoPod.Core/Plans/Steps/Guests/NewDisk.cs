namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>A further disk of a new VM.</summary>
public sealed record NewDisk(string Storage, int SizeGiB)
{
    public DiskOptions? Options { get; init; }

    internal string Value => Properties.Write([("", $"{Storage}:{SizeGiB}"), .. Options?.Parts ?? []]);

    internal string Say() => string.Join(' ', [$"a further disk of {SizeGiB} GiB on {Storage}", .. Options?.Say() ?? []]);

    internal IEnumerable<string> Check()
    {
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (SizeGiB is < 1 or > 131_072) yield return $"{SizeGiB} GiB of disk: 1 to 131072 are possible.";
        foreach (var problem in Options?.Check() ?? []) yield return problem;
    }

    /// <summary>The places of a first disk and of further ones, each the next free one on its bus.</summary>
    internal static IEnumerable<string> Places(IEnumerable<DiskOptions?> disks)
    {
        Dictionary<string, int> next = new(StringComparer.Ordinal);
        foreach (var bus in disks.Select(d => d?.BusOrScsi ?? "scsi"))
        {
            var index = next.GetValueOrDefault(bus);
            next[bus] = index + 1;
            yield return $"{bus}{index}";
        }
    }
}
