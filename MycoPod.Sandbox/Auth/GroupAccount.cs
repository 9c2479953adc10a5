namespace MycoPod.Sandbox.Auth;

internal sealed record GroupAccount(string Id, string? Comment = null)
{
    public IReadOnlyList<string> Members { get; init; } = [];
}
