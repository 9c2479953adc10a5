namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>Tells what stands at a token: numbers, names, addresses, what the cluster knows.</summary>
internal interface IShapes
{
    bool Has(string shape);

    /// <returns>Null where it is no such thing.</returns>
    (Said Said, int Length)? Read(string shape, IReadOnlyList<Token> tokens, int index);
}
