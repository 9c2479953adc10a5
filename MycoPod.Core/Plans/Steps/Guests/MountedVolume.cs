namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>A further volume of a new container.</summary>
/// <param name="Path">Where it is mounted, as in /data.</param>
public sealed record MountedVolume(string Storage, int SizeGiB, string Path)
{
    /// <summary>Whether backups hold it; without a word they do not.</summary>
    public bool? Backup { get; init; }

    public bool? ReadOnly { get; init; }

    internal string Value => Properties.Write(("", $"{Storage}:{SizeGiB}"), ("mp", Path), ("backup", Properties.Flag(Backup)), ("ro", Properties.Flag(ReadOnly)));

    internal string Say() => $"{SizeGiB} GiB on {Storage} at {Path}{(Backup == true ? " (in backups)" : "")}{(ReadOnly == true ? " (read-only)" : "")}";

    internal IEnumerable<string> Check()
    {
        if (!Names.IsStorage(Storage)) yield return $"'{Storage}' is no storage name.";
        if (SizeGiB is < 1 or > 131_072) yield return $"{SizeGiB} GiB of disk: 1 to 131072 are possible.";
        if (!Names.IsMountPoint(Path)) yield return $"'{Path}' is no place to mount a disk: an absolute path, as in /data.";
    }
}
