namespace MycoPod.Web.Repository;

/// <summary>One commit to be made: files of one folder.</summary>
internal sealed record FolderChange(string Folder, IReadOnlyDictionary<string, byte[]> Files, string Message, Signer Author);
