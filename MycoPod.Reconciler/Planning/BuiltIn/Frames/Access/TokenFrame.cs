using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Access;

/// <summary>"Create the API token backup for terraform@pve": not by a plan, because its answer holds a secret.</summary>
internal sealed class TokenFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => (clause.Has(Slot.Token) || clause.HasObject("token")) && clause.Is("create", "add", "delete", "remove", "exist");

    public void Plan(Clause clause, Draft draft) =>
        draft.Problem("API tokens are made in Proxmox: its answer shows the token's secret once, and a plan's answers are kept for others to read.");
}
