namespace MycoPod.Core.Approvals;

/// <summary>An Admin's signed word that something may go on; it comes over the link and is carried out at once or never.</summary>
/// <param name="Signature">As an approval's.</param>
public sealed record Order(OrderPayload Payload, string Signature);
