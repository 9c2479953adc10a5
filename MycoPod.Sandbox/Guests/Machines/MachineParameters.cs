using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>What the methods that make and change machines take.</summary>
internal static class MachineParameters
{
    public static readonly string[] DriveNames =
    [
        .. Names("ide", 4), .. Names("scsi", 31), .. Names("virtio", 16), .. Names("sata", 6), "efidisk0", "tpmstate0",
    ];

    public static readonly string[] DriveAndUnusedNames = [.. DriveNames, .. Names("unused", 256)];

    public static readonly IReadOnlyList<Parameter> Create =
    [
        StandardParameters.Node,
        StandardParameters.Vmid,
        .. MachineOptions.All,
        Parameter.Text("archive") with { MaxLength = 255 },
        Parameter.Whole("bwlimit", 0),
        Parameter.Flag("force") with { Requires = "archive" },
        Parameter.Text("import-working-storage") with { Format = Formats.StorageId },
        Parameter.Flag("live-restore"),
        Parameter.Text("pool") with { Format = Formats.PoolId },
        Parameter.Flag("start"),
        StandardParameters.Storage with { IsRequired = false },
        Parameter.Flag("unique") with { Requires = "archive" },
    ];

    public static readonly IReadOnlyList<Parameter> Update =
    [
        StandardParameters.Node,
        StandardParameters.Vmid,
        .. MachineOptions.All,
        Parameter.Text("delete") with { Format = Formats.ListOf(Formats.ConfigId) },
        StandardParameters.Digest,
        Parameter.Flag("force") with { Requires = "delete" },
        Parameter.Text("revert") with { Format = Formats.ListOf(Formats.ConfigId) },
        StandardParameters.SkipLock,
    ];

    public static readonly IReadOnlyList<Parameter> UpdateAsTask =
    [
        .. Update,
        Parameter.Whole("background_delay", 1, 30),
        Parameter.Text("import-working-storage") with { Format = Formats.StorageId },
    ];

    private static readonly HashSet<string> NoOptions = new(
        [.. Create.Concat(UpdateAsTask).Select(parameter => parameter.Name).Except(MachineOptions.All.Select(option => option.Name), StringComparer.Ordinal)],
        StringComparer.Ordinal);

    /// <summary>The options among a request's parameters; cdrom is an old word for ide2.</summary>
    public static SortedDictionary<string, string> OptionsOf(ParameterValues values)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values.All.Where(entry => !NoOptions.Contains(entry.Key)))
            options[name == "cdrom" ? "ide2" : name] = name == "cdrom" ? $"{value},media=cdrom" : value;
        return options;
    }

    private static IEnumerable<string> Names(string bus, int count) => Enumerable.Range(0, count).Select(number => $"{bus}{number}");
}
