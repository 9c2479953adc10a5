namespace MycoPod.Core.Link;

/// <summary>What the Agent is doing for a preview right now, as in "Reading the cluster".</summary>
public sealed record PreviewProgress(Guid PreviewId, string Text);
