namespace MycoPod.Core.Link;

/// <param name="By">User name of whoever cancels.</param>
/// <param name="StopsTask">Whether the Proxmox task under way is stopped; otherwise it is finished.</param>
public sealed record CancelRunRequest(Guid RunId, string By, bool StopsTask);
