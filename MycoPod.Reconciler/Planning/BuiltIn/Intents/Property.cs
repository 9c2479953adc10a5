namespace MycoPod.Reconciler.Planning.BuiltIn.Intents;

/// <summary>What can be said of a container to be made.</summary>
internal enum Property
{
    System,
    Template,
    Cores,
    Memory,
    Disk,
    Node,
    Storage,
    Bridge,
    Address,
}
