namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>What is done to texts from outside before a language model reads them.</summary>
/// <param name="Values">To every value of the inventory, in this order.</param>
/// <param name="Declaration">To the declaration, in this order. Its lines and length are the person's own.</param>
/// <param name="Settings">What of a guest's configuration is shown.</param>
internal sealed record PromptGuards(IReadOnlyList<ITextGuard> Values, IReadOnlyList<ITextGuard> Declaration, ShownSettings Settings)
{
    public static PromptGuards Usual { get; } = new([new PlainText(), new FenceMarks(), new OneShortLine()], [new PlainText(), new FenceMarks()], ShownSettings.Usual);

    public string Value(string text) => Values.Aggregate(text, (cleaned, guard) => guard.Apply(cleaned));

    public string Written(string declaration) => Declaration.Aggregate(declaration, (cleaned, guard) => guard.Apply(cleaned));
}
