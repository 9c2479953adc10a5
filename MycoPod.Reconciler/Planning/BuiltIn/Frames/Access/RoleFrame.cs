using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Access;

/// <summary>"Create the role operator with VM.PowerMgmt and VM.Audit".</summary>
internal sealed class RoleFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("create", "add", "delete", "remove", "exist")
        && (clause.Has(Slot.Role) || clause.HasObject("role"))
        && !(clause.Has(Slot.Account) && !IsWithUser(clause))
        && !clause.HasAny(Slot.AccessPath, Slot.Group, Slot.Pool, Slot.Everywhere, Slot.Guests)
        && (clause.Has(Slot.Privileges) || clause.Is("delete", "remove"));

    /// <summary>"Create a role … with VM.Audit, a user csi@pve, and …": one beside the other.</summary>
    private static bool IsWithUser(Clause clause) => clause.Is("create") && clause.Has(Slot.Privileges) && clause.Facets.Count(f => f.Slot == Slot.Account) == 1 && clause.Facets.Exists(f => f is { Slot: Slot.Account, Lead: "," or "and" });

    public void Plan(Clause clause, Draft draft)
    {
        var name = clause.Take(Slot.Names)?.Value.Text ?? clause.Take(Slot.Role)?["x"] ?? "";
        clause.TakeObject("role", "permission");
        var privileges = clause.TakeAll(Slot.Privileges).SelectMany(f => f.Value.Items).Distinct(StringComparer.Ordinal).ToList();
        var isKnown = draft.Cluster.FindIn("/access/roles", "roleid", name) is not null;
        if (isKnown && privileges.Count > 0 && clause.Is("add", "delete", "remove")) Change(name, privileges, clause.Is("add"), draft);
        else if (clause.Is("delete", "remove"))
        {
            if (isKnown) draft.Do(new RemoveAccess("role", name));
            else draft.Problem($"There is no role {name}.");
        }
        else if (isKnown) draft.Problem($"There is a role {name} already.");
        else
        {
            draft.Do(new AddRole(name, privileges));
            draft.MadeNames.Add(("role", name));
        }

        if (clause.Take(Slot.Account)?["x"] is { } user && !GrantFrame.IsKnown("user", user, draft)) UserFrame.Make(new AddUser(user, Email: null, [], Comment: null), draft);
    }

    private static void Change(string name, IReadOnlyList<string> privileges, bool isMore, Draft draft)
    {
        var role = draft.Cluster.Rows("/access/roles").First(r => string.Equals(r.Text("roleid"), name, StringComparison.OrdinalIgnoreCase));
        var now = (role.Text("privs") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var wanted = isMore ? now.Union(privileges, StringComparer.Ordinal).ToList() : [.. now.Except(privileges, StringComparer.Ordinal)];
        if (role.Flag("special")) draft.Problem($"The role {name} is the cluster's own and is not changed. Make a role of another name.");
        else if (wanted.Count == now.Length) draft.Already($"The role {name} is so already.");
        else draft.Do(new ConfigureRole(role.RequiredText("roleid"), wanted, now));
    }
}
