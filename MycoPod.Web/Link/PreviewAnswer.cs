using MycoPod.Core.Link;

namespace MycoPod.Web.Link;

/// <summary>The Agent's answer to a preview, or why none came.</summary>
/// <param name="Failure">For people; null where there is a result.</param>
internal sealed record PreviewAnswer(PreviewResult? Result, string? Failure)
{
    public const string NotConnected =
        "The Agent is not connected, so nothing can be planned right now. Your text is kept. Check that the Agent runs and reaches this address, then preview again.";
}
