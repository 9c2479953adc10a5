namespace MycoPod.Reconciler.Planning;

/// <summary>Something that a plan cannot do without and the text does not say.</summary>
/// <param name="Text">One sentence, with a question mark.</param>
/// <param name="Answers">Answers that would do, the likeliest first; empty where anything may be meant.</param>
internal sealed record PlanningQuestion(string Text, IReadOnlyList<string> Answers)
{
    public override string ToString() => Answers.Count == 0 ? Text : $"{Text} Possible: {string.Join(", ", Answers)}.";
}
