namespace MycoPod.Core.Diagnosis;

/// <summary>Whether there is room to write.</summary>
public static class DiskSpace
{
    private const long Gigabyte = 1L << 30;
    private const long Little = Gigabyte;
    private const long None = Gigabyte / 10;

    /// <param name="directory">Full path of what has to grow.</param>
    public static Finding Of(string directory)
    {
        var drive = new DriveInfo(directory);
        return Judge(directory, drive.AvailableFreeSpace, drive.TotalSize);
    }

    public static Finding Judge(string directory, long free, long total)
    {
        var text = $"{Size(free)} of {Size(total)} are free for {directory}.";
        const string Advice = "Delete what is not needed there (old backups, old releases, the journal: journalctl --vacuum-size=200M), or make the disk larger.";
        return free < None ? Finding.Problem(text, Advice) : free < Little ? Finding.Warning(text, Advice) : Finding.Ok(text);
    }

    /// <summary>As in <c>1.5 GiB</c>.</summary>
    public static string Size(long bytes) => bytes >= Gigabyte ? $"{(double)bytes / Gigabyte:0.0} GiB" : $"{(double)bytes / (1 << 20):0} MiB";
}
