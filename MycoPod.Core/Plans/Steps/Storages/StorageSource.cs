namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>A value that says what a storage is, in the API's name: server, export, path, vgname …</summary>
public sealed record StorageSource(string Name, string Value);
