namespace MycoPod.Core.Link;

/// <summary>Asks the Agent for a plan.</summary>
/// <param name="PreviewId">Ties progress messages to the request.</param>
public sealed record PreviewRequest(Guid PreviewId, string Text);
