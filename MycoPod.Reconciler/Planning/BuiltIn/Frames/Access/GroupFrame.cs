using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Access;

/// <summary>"Create the group devs", "delete the group family".</summary>
internal sealed class GroupFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        (clause.Is("create", "add", "delete", "remove", "exist") || (clause.Is("set", "update") && (clause.Has(Slot.Comment) || clause.HasObject("notes"))))
        && (clause.Has(Slot.Group) || clause.HasObject("group"))
        && !clause.HasAny(Slot.Role, Slot.Account, Slot.SecGroup, Slot.HaGroup, Slot.Guests, Slot.Port)
        && !clause.HasObject("secgroup");

    public void Plan(Clause clause, Draft draft)
    {
        var comment = clause.Is("set", "update") ? clause.TakeComment() : null;
        var name = clause.Take(Slot.Group)?["x"] ?? clause.Take(Slot.Names)?.Value.Text ?? clause.Take(Slot.QuotedText)?["x"] ?? "";
        clause.TakeObject("group", "user");
        comment ??= clause.TakeComment();
        var isKnown = draft.Cluster.FindIn("/access/groups", "groupid", name) is not null;
        if (clause.Is("delete", "remove"))
        {
            if (isKnown) draft.Do(new RemoveAccess("group", name));
            else draft.Problem($"There is no group {name}.");
            return;
        }

        if (isKnown && comment is not null)
        {
            var seen = draft.Cluster.Rows("/access/groups").First(r => string.Equals(r.Text("groupid"), name, StringComparison.OrdinalIgnoreCase)).Text("comment");
            if (seen == comment) draft.Already($"The group {name} has that comment already.");
            else draft.Do(new ConfigureGroup(name, comment, string.IsNullOrEmpty(seen) ? null : seen));
            return;
        }

        if (isKnown && (clause.IsEnsured || clause.Is("exist"))) draft.Already($"There is a group {name} already.");
        else if (isKnown) draft.Problem($"There is a group {name} already.");
        else draft.Do(new AddGroup(name, comment));
        draft.MadeNames.Add(("group", name));
        draft.LastAccess = ("group", name);
    }
}
