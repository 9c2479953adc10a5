namespace MycoPod.Core.Link;

/// <summary>One message between the Agent and a language model.</summary>
/// <param name="Role">system, user, assistant, or function for a question about the cluster and its answer.</param>
/// <param name="Text">As it was sent or came, secrets masked.</param>
public sealed record PlanningMessage(string Role, string Text);
