namespace MycoPod.Web.Link;

/// <summary>An Agent that was turned away.</summary>
/// <param name="Host">The machine it says it runs on.</param>
public sealed record RefusedAgent(DateTimeOffset At, string Host, string Reason);
