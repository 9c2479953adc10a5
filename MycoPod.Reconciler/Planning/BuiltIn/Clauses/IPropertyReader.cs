using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Reads one property of a container at the cursor.</summary>
internal interface IPropertyReader
{
    /// <summary>True where the words were its own and are taken; <paramref name="stated"/> is null where they state nothing usable, which is then noted.</summary>
    bool TryRead(Cursor cursor, out Stated? stated);
}
