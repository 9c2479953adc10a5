namespace MycoPod.Core.Link;

/// <summary>All reconciling rests: no run and no step is begun.</summary>
public sealed record Pause(string By, DateTimeOffset Since);
