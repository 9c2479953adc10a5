namespace MycoPod.Core.Inventory;

/// <summary>A storage as one node sees it.</summary>
/// <param name="Content">What it may hold, in the API's words: <c>rootdir</c>, <c>images</c>, <c>vztmpl</c>, <c>iso</c>, <c>backup</c> …</param>
/// <param name="TotalBytes">Size and free space in bytes.</param>
public sealed record Storage(string Name, NodeName Node, string Type, IReadOnlyList<string> Content, bool IsShared, long TotalBytes, long AvailableBytes);
