namespace MycoPod.Web.Repository;

/// <summary>A declaration's folder as it lies in the repository.</summary>
/// <param name="Tree">Id of its tree: it is the same exactly while nothing in the folder changes.</param>
/// <param name="Commit">The newest commit that changed it.</param>
/// <param name="IsByMycoPod">MycoPod itself made that commit.</param>
internal sealed record FolderContent(
    string Folder,
    string Tree,
    IReadOnlyDictionary<string, byte[]> Files,
    string Commit,
    DateTimeOffset CommittedAt,
    bool IsByMycoPod);
