using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Reads what follows a verb.</summary>
internal interface IClause
{
    /// <summary>Takes the words at the cursor if they belong here; otherwise takes nothing.</summary>
    bool TryRead(Cursor cursor);
}
