namespace MycoPod.Core.Plans;

/// <summary>What a step does, for counting: "2 containers created", "1 started".</summary>
/// <param name="Noun">What it is done to, in the singular; null where the participle says enough.</param>
/// <param name="Participle">As in "created".</param>
public sealed record Effect(string? Noun, string Participle)
{
    public string Count(int times) => Noun switch
    {
        null => $"{times} {Participle}",
        _ when times == 1 => $"1 {Noun} {Participle}",
        _ when Noun.EndsWith('y') => $"{times} {Noun[..^1]}ies {Participle}",
        _ => $"{times} {Noun}s {Participle}",
    };
}
