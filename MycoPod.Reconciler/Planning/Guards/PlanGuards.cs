using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>The guards that stand before every plan.</summary>
internal static class PlanGuards
{
    /// <summary>What holds whoever planned. <see cref="AllowedKinds"/> narrows what a language model may write, when its answer is read.</summary>
    public static IReadOnlyList<IPlanGuard> All(KnownSecrets secrets) =>
        [new AskedDestruction(), new AskedInterruption(), new AskedAccess(), new PlainText(), new KeptSecrets(secrets.Values)];
}
