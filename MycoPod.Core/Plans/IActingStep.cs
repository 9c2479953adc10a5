namespace MycoPod.Core.Plans;

/// <summary>
/// A step whose point is the act, as a reboot or a backup: no look at the cluster tells whether it is needed. Within a run it is
/// done once; a new run does it again. Its proof is its task, or its answer.
/// </summary>
public interface IActingStep;
