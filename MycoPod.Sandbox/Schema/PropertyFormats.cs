using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Schema;

/// <summary>Property strings that the schema names without listing their keys.</summary>
internal static class PropertyFormats
{
    public static readonly PropertyString Prune = new(
        Parameter.Flag("keep-all"),
        Parameter.Whole("keep-daily", 0),
        Parameter.Whole("keep-hourly", 0),
        Parameter.Whole("keep-last", 0),
        Parameter.Whole("keep-monthly", 0),
        Parameter.Whole("keep-weekly", 0),
        Parameter.Whole("keep-yearly", 0));

    public static readonly PropertyString Fleecing = new(
        Parameter.Flag("enabled") with { IsDefaultKey = true },
        Parameter.Text("storage") with { Format = Formats.StorageId });

    public static readonly PropertyString Performance = new(
        Parameter.Whole("max-workers", 1, 256),
        Parameter.Whole("pbs-entries-max", 1));

    public static readonly PropertyString BandwidthLimit = new(
        Parameter.Number("clone", 0),
        Parameter.Number("default", 0),
        Parameter.Number("migration", 0),
        Parameter.Number("move", 0),
        Parameter.Number("restore", 0));
}
