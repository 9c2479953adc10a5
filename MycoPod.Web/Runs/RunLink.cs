namespace MycoPod.Web.Runs;

/// <summary>Addresses that can be shared.</summary>
internal static class RunLink
{
    public static string Of(Guid run, int? step = null, long? line = null) => (step, line) switch
    {
        ({ } s, { } l) => $"/runs/{run}?step={s}&line={l}",
        ({ } s, null) => $"/runs/{run}?step={s}",
        (null, { } l) => $"/runs/{run}?line={l}",
        _ => $"/runs/{run}",
    };
}
