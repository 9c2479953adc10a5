namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

/// <summary>One thing the text asks for. Intents are carried out in the order of the text.</summary>
/// <param name="Sentence">Which sentence began it.</param>
internal abstract record Intent(int Sentence);

internal sealed record CreateIntent(int Sentence) : Intent(Sentence)
{
    public List<ContainerRequest> Requests { get; } = [new()];

    public ContainerRequest Last => Requests[^1];
}

internal sealed record PowerIntent(int Sentence, string VerbText) : Intent(Sentence)
{
    /// <summary>Null until the words that tell it were read: "turn web-1 … on".</summary>
    public PowerAction? Action { get; set; }

    public List<GuestMention> Mentions { get; } = [];

    public MycoPod.Core.Inventory.NodeName? Node { get; set; }
}
