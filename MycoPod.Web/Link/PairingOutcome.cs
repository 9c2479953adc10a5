namespace MycoPod.Web.Link;

/// <summary>What came of pairing, for whoever asked.</summary>
internal sealed record PairingOutcome(bool IsDone, string Text);
