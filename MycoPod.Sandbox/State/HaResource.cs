namespace MycoPod.Sandbox.State;

/// <summary>A guest that the HA manager looks after: what it is to be, and where it may run.</summary>
internal sealed class HaResource
{
    /// <summary>vm:100 or ct:100.</summary>
    public required string Sid { get; init; }

    /// <summary>started, stopped, disabled or ignored.</summary>
    public string State { get; set; } = "started";

    public string? Group { get; set; }

    public string? Comment { get; set; }

    public int? MaxRelocate { get; set; }

    public int? MaxRestart { get; set; }

    public string Type => Sid[..Sid.IndexOf(':', StringComparison.Ordinal)];

    public long Vmid => long.Parse(Sid[(Sid.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
