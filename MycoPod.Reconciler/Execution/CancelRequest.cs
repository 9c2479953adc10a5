namespace MycoPod.Reconciler.Execution;

/// <param name="StopsTask">Whether the Proxmox task under way is stopped; otherwise it is finished.</param>
internal sealed record CancelRequest(string By, bool StopsTask);
