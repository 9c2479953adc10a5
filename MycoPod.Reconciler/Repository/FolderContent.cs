namespace MycoPod.Reconciler.Repository;

/// <summary>The files of one declaration folder; null where a file is missing, no plain file, or larger than allowed.</summary>
/// <param name="Folder">As in <c>declarations/2026/web-servers-1f2e3d4c</c>.</param>
/// <param name="Commit">The newest commit that touched the folder.</param>
internal sealed record FolderContent(string Folder, string Commit, byte[]? Declaration, byte[]? Plan, byte[]? PlanForPeople, byte[]? Approval)
{
    public const long MaxFileBytes = 4 * 1024 * 1024;
}
