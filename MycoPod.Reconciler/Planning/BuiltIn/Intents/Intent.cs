namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

/// <summary>One thing the text asks for. Intents are carried out in the order of the text.</summary>
/// <param name="Sentence">Which sentence began it.</param>
internal abstract record Intent(int Sentence);

internal sealed record CreateIntent(int Sentence) : Intent(Sentence)
{
    private readonly List<ContainerRequest> requests = [new(new())];

    public IReadOnlyList<ContainerRequest> Requests => requests;

    public ContainerRequest Last => requests[^1];

    /// <summary>How many containers the whole intent makes, as far as that is known.</summary>
    public int? Number => requests.Aggregate((int?)0, (sum, r) => sum + r.Number);

    /// <summary>Begins the next noun: "… and an Ubuntu container".</summary>
    public void Open() => requests.Add(new(Last.Common));
}

internal sealed record PowerIntent(int Sentence, Reading.Term Verb) : Intent(Sentence)
{
    /// <summary>Null until the words that tell it were read: "turn web-1 … on".</summary>
    public PowerAction? Action { get; set; }

    public List<GuestMention> Mentions { get; } = [];

    public MycoPod.Core.Inventory.NodeName? Node { get; set; }
}
