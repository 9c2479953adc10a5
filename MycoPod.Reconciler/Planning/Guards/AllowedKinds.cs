using MycoPod.Core.Plans.Steps.Calls;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>The kinds of steps that a language model may write; others are refused when its answer is read. The policy narrows further; nothing widens this.</summary>
internal static class AllowedKinds
{
    /// <summary>A call of the whole API, whose effect cannot be looked up, and free commands on nodes: what a person may want, a model is not to choose.</summary>
    private static readonly HashSet<string> NotForModels = new([CallApi.KindName, "run-on-node"], StringComparer.Ordinal);

    public static bool Allows(string kind) => !NotForModels.Contains(kind);
}
