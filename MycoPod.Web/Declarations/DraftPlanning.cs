using System.Text;
using System.Text.Json;
using MycoPod.Core.Json;
using MycoPod.Core.Link;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Web.Link;

namespace MycoPod.Web.Declarations;

/// <summary>Has a draft planned by the Agent and keeps the answer with the draft.</summary>
internal sealed class DraftPlanning(Drafts drafts, AgentLink link, TimeProvider time)
{
    public const string Empty = "Write what the cluster should look like, then preview.";

    /// <returns>Why there is no answer, for people; null where the draft has one.</returns>
    public async Task<string?> PreviewAsync(Guid draftId, Guid authorId, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(draftId, authorId, cancellationToken) is not { } draft || string.IsNullOrWhiteSpace(draft.Text)) return Empty;
        var answer = await link.PreviewAsync(draft.Text, progress, cancellationToken);
        if (answer.Result is not { } result) return answer.Failure;
        if (result.Failure is { } failure) return failure;
        await drafts.SavePreviewAsync(draftId, authorId, Preview(draft.Text, result), cancellationToken);
        return null;
    }

    public static string DigestOf(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The Agent is another host: what it answers is checked before it is shown.</summary>
    private DraftPreview Preview(string text, PreviewResult result)
    {
        var problems = result.Plan is null ? result.Problems : [.. result.Problems, .. Check(result.Plan)];
        var plan = problems.Count == 0 ? result.Plan : null;
        return new()
        {
            TextDigest = DigestOf(text),
            Plan = plan,
            PlanDigest = plan is null ? null : Digest.Of(plan),
            Assumptions = [.. result.Assumptions],
            Problems = plan is null && problems.Count == 0 ? ["The Agent found nothing to do in this text. Say what to create, start or stop."] : [.. problems],
            Planner = result.Planner,
            Seconds = result.Seconds,
            Cluster = result.Cluster,
            At = time.GetUtcNow(),
        };
    }

    private static IEnumerable<string> Check(byte[] bytes)
    {
        try
        {
            return PlanRules.Check(Plan.FromBytes(bytes)).Select(p => p.ToString());
        }
        catch (JsonException e)
        {
            return [$"The Agent answered with a plan that this MycoPod cannot read: {e.Message} Check that both run the same version."];
        }
    }
}
