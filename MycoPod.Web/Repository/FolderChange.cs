namespace MycoPod.Web.Repository;

/// <summary>One commit to be made: files of one folder.</summary>
/// <param name="Removed">Names of files that are not to be there afterwards.</param>
internal sealed record FolderChange(string Folder, IReadOnlyDictionary<string, byte[]> Files, string Message, Signer Author, IReadOnlyList<string>? Removed = null);
