namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

/// <summary>Names written in one list, and what is stated of them.</summary>
internal sealed record GuestGroup(IReadOnlyList<string> Names)
{
    public StatedProperties Own { get; } = new();
}
