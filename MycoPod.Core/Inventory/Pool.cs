namespace MycoPod.Core.Inventory;

/// <summary>A pool: guests and storages that permissions are given for together.</summary>
/// <param name="Name">Nested ones are written <c>lab/web</c>.</param>
public sealed record Pool(string Name);
