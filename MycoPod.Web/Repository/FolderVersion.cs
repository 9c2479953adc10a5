namespace MycoPod.Web.Repository;

/// <summary>A declaration's folder as one commit left it.</summary>
/// <param name="Author">The commit's author; anyone who pushes can write any name, so it counts only where MycoPod made the commit.</param>
/// <param name="Files">Only what tells the history: the text, the comment and the approval.</param>
internal sealed record FolderVersion(string Commit, string Author, DateTimeOffset At, bool IsByMycoPod, IReadOnlyDictionary<string, byte[]> Files);
