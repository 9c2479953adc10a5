namespace MycoPod.Sandbox.State;

/// <summary>Which guests are members is written at the guests.</summary>
internal sealed class Pool
{
    public required string Id { get; init; }

    public string? Comment { get; set; }

    public List<string> Storages { get; init; } = [];
}
