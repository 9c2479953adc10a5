namespace MycoPod.Sandbox.State;

/// <summary>A guest's configuration, disks and perhaps memory as they were.</summary>
internal sealed class GuestSnapshot
{
    public required string Name { get; init; }

    public DateTimeOffset TakenAt { get; init; }

    public string Description { get; set; } = "";

    /// <summary>The snapshot that was the newest one before.</summary>
    public string? Parent { get; set; }

    /// <summary>The volume with the machine's memory.</summary>
    public string? State { get; init; }

    public SortedDictionary<string, string> Config { get; init; } = new(StringComparer.Ordinal);
}
