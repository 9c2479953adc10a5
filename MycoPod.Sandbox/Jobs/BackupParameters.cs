using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;

namespace MycoPod.Sandbox.Jobs;

/// <summary>What a backup job may say.</summary>
internal static class BackupParameters
{
    public static readonly Parameter Id = Parameter.Text("id") with { IsRequired = true, MaxLength = 50, Pattern = @"\S+" };

    public static readonly IReadOnlyList<Parameter> Job =
    [
        Parameter.Flag("all"),
        Parameter.Whole("bwlimit", 0),
        Parameter.Text("comment") with { MaxLength = 512 },
        Parameter.OneOf("compress", "0", "1", "gzip", "lzo", "zstd"),
        Parameter.Text("dow") with { Format = Formats.ListOf(ClusterFormats.DayOfWeek), Requires = "starttime" },
        Parameter.Text("dumpdir"),
        Parameter.Flag("enabled"),
        Parameter.Text("exclude") with { Format = Formats.ListOf(Formats.Vmid) },
        new("exclude-path", ParameterKind.Array),
        Parameter.Text("fleecing") with { Keys = PropertyFormats.Fleecing },
        Parameter.Whole("ionice", 0, 8),
        Parameter.Whole("lockwait", 0),
        Parameter.OneOf("mailnotification", "always", "failure"),
        Parameter.Text("mailto") with { Format = Formats.ListOf(ClusterFormats.EmailOrUser) },
        Parameter.Whole("maxfiles", 1),
        Parameter.OneOf("mode", "snapshot", "suspend", "stop"),
        Parameter.Text("node") with { Format = Formats.NodeName },
        Parameter.Text("notes-template") with { MaxLength = 1024, Requires = "storage" },
        Parameter.OneOf("notification-mode", "auto", "legacy-sendmail", "notification-system"),
        Parameter.OneOf("notification-policy", "always", "failure", "never"),
        Parameter.Text("notification-target") with { Format = Formats.ConfigId },
        Parameter.OneOf("pbs-change-detection-mode", "legacy", "data", "metadata"),
        Parameter.Text("performance") with { Keys = PropertyFormats.Performance },
        Parameter.Whole("pigz"),
        Parameter.Text("pool"),
        Parameter.Flag("protected") with { Requires = "storage" },
        CommonParameters.Prune,
        Parameter.Flag("quiet"),
        Parameter.Flag("remove"),
        Parameter.Flag("repeat-missed"),
        Parameter.Text("schedule") with { Format = ClusterFormats.CalendarEvent, MaxLength = 128 },
        Parameter.Text("script"),
        Parameter.Text("starttime") with { Pattern = @"\d{1,2}:\d{1,2}" },
        Parameter.Flag("stdexcludes"),
        Parameter.Flag("stop"),
        Parameter.Whole("stopwait", 0),
        StandardParameters.Storage with { IsRequired = false },
        Parameter.Text("tmpdir"),
        Parameter.Text("vmid") with { Format = Formats.ListOf(Formats.Vmid) },
        Parameter.Whole("zstd"),
    ];
}
