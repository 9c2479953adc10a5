using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>"web-1 keeps crashing, …": names what the rest of the sentence is about, and asks for nothing.</summary>
internal sealed class MentionFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("mention");

    public void Plan(Clause clause, Draft draft) => Lookup.Guests(clause, draft);
}
