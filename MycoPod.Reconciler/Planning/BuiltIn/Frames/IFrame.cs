using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames;

/// <summary>One kind of request. It uses what it understands of a clause; what it leaves is told to the person as not understood.</summary>
internal interface IFrame
{
    /// <summary>Whether a clause is of this kind.</summary>
    bool Fits(Clause clause, Draft draft);

    void Plan(Clause clause, Draft draft);
}
