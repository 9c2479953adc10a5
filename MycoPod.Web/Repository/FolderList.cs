namespace MycoPod.Web.Repository;

/// <summary>The declaration folders of a repository.</summary>
/// <param name="Trees">By path, the id of each folder's tree.</param>
/// <param name="Problem">Why some are left out, for people, or null.</param>
internal sealed record FolderList(IReadOnlyDictionary<string, string> Trees, string? Problem);
