namespace MycoPod.Reconciler.Policy;

/// <summary>The policy cannot be used, so nothing is allowed.</summary>
/// <param name="problems">Each with its line.</param>
internal sealed class PolicyException(IReadOnlyList<string> problems) : FormatException(
    $"policy.yaml cannot be used, so nothing is planned or carried out: {string.Join(" ", problems)} Mend it on the Agent's host and check it with: mycopod policy check")
{
    public IReadOnlyList<string> Problems => problems;
}
