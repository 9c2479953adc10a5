namespace MycoPod.Core.Diagnosis;

/// <summary>What a check found, in one sentence.</summary>
/// <param name="Advice">What to do about it; null where there is nothing to do.</param>
public sealed record Finding(FindingLevel Level, string Text, string? Advice = null)
{
    public static Finding Ok(string text) => new(FindingLevel.Ok, text);

    public static Finding Warning(string text, string advice) => new(FindingLevel.Warning, text, advice);

    public static Finding Problem(string text, string advice) => new(FindingLevel.Problem, text, advice);
}
