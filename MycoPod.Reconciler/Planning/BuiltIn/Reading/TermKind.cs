namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

/// <summary>What a word or phrase does in a sentence. The kinds that carry phrases are named so in the lexicon.</summary>
internal enum TermKind
{
    /// <summary>A word the lexicon does not know: a name, or not understood.</summary>
    Word,
    Quoted,
    Number,

    /// <summary>"a", "an": one, or nothing.</summary>
    Article,
    Verb,
    Noun,
    State,
    System,
    Release,
    TemplateFile,
    Unit,
    Cores,
    FixedCores,
    Memory,
    Disk,
    StorageWord,
    NodeWord,
    BridgeWord,
    AddressWord,
    Address,
    Dhcp,
    Feature,
    Named,
    Pronoun,
    Each,
    All,
    On,
    Of,
    To,

    /// <summary>Only between the ends of a range.</summary>
    Through,
    With,
    And,
    Filler,

    /// <summary>Understood, and beyond what is covered.</summary>
    Unsupported,

    /// <summary>Turns or narrows the meaning: never skipped, never a name.</summary>
    Turning,
    Comma,
    Sentence,
    Line,
    Colon,
    Open,
    Close,
    Dash,
    End,
}
