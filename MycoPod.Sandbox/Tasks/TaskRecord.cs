namespace MycoPod.Sandbox.Tasks;

/// <summary>A task as it is on disk: running while it has no exit status.</summary>
internal sealed record TaskRecord(string Upid, long Order)
{
    public const string Ok = "OK";

    /// <summary>The server's word for a worker that went away without leaving a result.</summary>
    public const string Unexpected = "unexpected status";

    public DateTimeOffset? EndedAt { get; init; }

    public string? ExitStatus { get; init; }

    public IReadOnlyList<string> Log { get; init; } = [];

    public bool IsRunning => ExitStatus is null;

    public Upid Name() => Tasks.Upid.Parse(Upid) ?? throw new InvalidDataException($"{Upid} is no UPID");
}
