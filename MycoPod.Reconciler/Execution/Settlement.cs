using MycoPod.Core.Proxmox.Tasks;

namespace MycoPod.Reconciler.Execution;

/// <summary>What is known of a request whose answer was lost.</summary>
/// <param name="Task">Its task, which runs or ran; or null.</param>
/// <param name="Observed">What the cluster shows, where no task was found.</param>
internal sealed record Settlement(Upid? Task, Observation? Observed);
