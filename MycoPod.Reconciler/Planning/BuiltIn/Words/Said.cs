namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>What stood in a pattern's place.</summary>
/// <param name="Text">In one form whatever the wording: a known name as the cluster writes it.</param>
/// <param name="Number">Of numbers; of sizes in MiB.</param>
internal sealed record Said(string Text, decimal Number = 0)
{
    /// <summary>Of lists.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];
}
