using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Backups;

/// <summary>What POST /nodes/{node}/vzdump takes.</summary>
internal static class BackupParameters
{
    private static readonly PropertyString Fleecing = new(
        Parameter.Flag("enabled") with { IsDefaultKey = true },
        Parameter.Text("storage") with { Format = Formats.StorageId });

    private static readonly PropertyString Performance = new(
        Parameter.Whole("max-workers", 1, 256),
        Parameter.Whole("pbs-entries-max", 1));

    private static readonly PropertyString Pruning = new(
        Parameter.Flag("keep-all"),
        Parameter.Whole("keep-daily", 0),
        Parameter.Whole("keep-hourly", 0),
        Parameter.Whole("keep-last", 0),
        Parameter.Whole("keep-monthly", 0),
        Parameter.Whole("keep-weekly", 0),
        Parameter.Whole("keep-yearly", 0));

    public static readonly IReadOnlyList<Parameter> All =
    [
        Parameter.Flag("all"),
        Parameter.Whole("bwlimit", 0),
        Parameter.OneOf("compress", "0", "1", "gzip", "lzo", "zstd"),
        Parameter.Text("dumpdir"),
        Parameter.Text("exclude") with { Format = Formats.ListOf(Formats.Vmid) },
        Parameter.List("exclude-path"),
        Parameter.Text("fleecing") with { Keys = Fleecing },
        Parameter.Whole("ionice", 0, 8),
        Parameter.Text("job-id") with { MaxLength = 50, Pattern = @"\S+" },
        Parameter.Whole("lockwait", 0),
        Parameter.OneOf("mailnotification", "always", "failure"),
        Parameter.Text("mailto") with { Format = Formats.ListOf(MachineFormats.MailOrUser) },
        Parameter.Whole("maxfiles", 1),
        Parameter.OneOf("mode", "snapshot", "suspend", "stop"),
        Parameter.Text("node") with { Format = Formats.NodeName },
        Parameter.Text("notes-template") with { MaxLength = 1024, Requires = "storage" },
        Parameter.OneOf("notification-mode", "auto", "legacy-sendmail", "notification-system"),
        Parameter.OneOf("notification-policy", "always", "failure", "never"),
        Parameter.Text("notification-target") with { Format = Formats.ConfigId },
        Parameter.OneOf("pbs-change-detection-mode", "legacy", "data", "metadata"),
        Parameter.Text("performance") with { Keys = Performance },
        Parameter.Whole("pigz"),
        Parameter.Text("pool"),
        Parameter.Flag("protected") with { Requires = "storage" },
        Parameter.Text("prune-backups") with { Keys = Pruning },
        Parameter.Flag("quiet"),
        Parameter.Flag("remove"),
        Parameter.Text("script"),
        Parameter.Flag("stdexcludes"),
        Parameter.Flag("stdout"),
        Parameter.Flag("stop"),
        Parameter.Whole("stopwait", 0),
        Parameter.Text("storage") with { Format = Formats.StorageId },
        Parameter.Text("tmpdir"),
        Parameter.Text("vmid") with { Format = Formats.ListOf(Formats.Vmid) },
        Parameter.Whole("zstd"),
    ];
}
