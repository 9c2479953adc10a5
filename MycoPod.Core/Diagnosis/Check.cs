namespace MycoPod.Core.Diagnosis;

/// <summary>One question about this installation.</summary>
/// <param name="Subject">What it is about, in a word or two, as in <c>database</c>.</param>
/// <param name="AskAsync">Finds out; what it throws is a problem.</param>
/// <param name="Advice">What to do where it throws or does not end.</param>
public sealed record Check(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> AskAsync, string Advice);
