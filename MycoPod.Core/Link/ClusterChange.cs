namespace MycoPod.Core.Link;

/// <summary>What a step of a plan no longer finds as it was.</summary>
/// <param name="Step">Its place in the plan, from 1; null where the plan as a whole is meant.</param>
/// <param name="Text">One sentence, with what is there now.</param>
public sealed record ClusterChange(int? Step, string Text);
