namespace MycoPod.Sandbox.Auth;

/// <param name="Subject">A user, a token (user!token) or a group, which has no at sign.</param>
internal sealed record AccessRule(string Path, string Subject, string Role)
{
    /// <summary>Whether the paths below have the rule too.</summary>
    public bool Propagates { get; init; } = true;

    public string Kind => Subject.Contains('!', StringComparison.Ordinal) ? "token" : Subject.Contains('@', StringComparison.Ordinal) ? "user" : "group";
}
