namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>What a piece of text is by its form alone.</summary>
internal enum Shape
{
    Word,
    Quoted,
    Number,
    SshKey,
    Url,
    NfsPath,
    Share,
    Volume,
    Ip6,
    Ip4,
    Time,
    Date,
    Account,
    Prefix,
    Path,
    Punctuation,

    /// <summary>The end of a sentence or line.</summary>
    Stop,
}
