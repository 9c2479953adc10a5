namespace MycoPod.Web.Audit;

/// <summary>Which lines of the log are wanted.</summary>
/// <param name="Text">Part of who, of what it was about or of the words, in any case of letters.</param>
/// <param name="From">The first moment.</param>
/// <param name="Until">The moment after the last.</param>
/// <param name="Before">Only lines older than the one with this id.</param>
internal sealed record AuditFilter(string? Text = null, AuditKind? Kind = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, long? Before = null);
