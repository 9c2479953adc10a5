namespace MycoPod.Core.Link;

/// <summary>The declarations repository does not hold any more what was read from it.</summary>
/// <param name="Read">The commit that was read last.</param>
/// <param name="Found">The commit that stands there now.</param>
/// <param name="IsOther">Whether it begins with another commit: another repository, or all of it rewritten.</param>
public sealed record RewrittenHistory(string Read, string Found, bool IsOther);
