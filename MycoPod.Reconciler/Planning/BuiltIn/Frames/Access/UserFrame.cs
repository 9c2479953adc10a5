using System.Globalization;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Access;

/// <summary>"Create the user anna@pve in the group admins", "a user grafana@pve with read-only access to everything should exist".</summary>
internal sealed class UserFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => IsBack(clause, draft) || IsIntoMade(clause, draft) || !clause.HasAny(Slot.Token, Slot.Guests, Slot.StorageType, Slot.Privileges) && !clause.HasObject("token")
        && ((clause.Is("set", "update") && clause.HasAny(Slot.Email, Slot.PersonName) && (clause.Has(Slot.Account) || clause.Facets.Exists(f => f.Slot == Slot.Email && f.Has("u")))) || (clause.Is("create", "add", "exist", "put", "be") && clause.Has(Slot.Account) && !(clause.Has(Slot.Role) && clause.Is("add") && clause.Has(Slot.AccessPath))) || (clause.Is("delete", "remove", "disable", "enable") && clause.Has(Slot.Account) && !clause.HasAny(Slot.Role, Slot.AccessPath)));

    /// <summary>"… and put him in the family group": the user named just before.</summary>
    private static bool IsBack(Clause clause, Draft draft) =>
        clause.Is("put", "add") && draft.LastAccess is { Type: "user" } && clause.HasAny(Slot.Member, Slot.Group) && !clause.HasAny(Slot.Account, Slot.Guests, Slot.Role, Slot.SecGroup) && clause.Unknown.Count == 0;

    /// <summary>"… and add bob@pve to it": to the group that the text made just before.</summary>
    private static bool IsIntoMade(Clause clause, Draft draft) =>
        clause.Is("put", "add") && clause.Has(Slot.Account) && draft.MadeNames.LastOrDefault().What == "group" && !clause.HasAny(Slot.Member, Slot.Group, Slot.Role) && clause.Facets.Exists(f => f is { IsUsed: false, Guests.Pronoun: "one", Lead: "to" or "in" or "into" });

    public void Plan(Clause clause, Draft draft)
    {
        if (IsBack(clause, draft)) clause.Facets.Add(Facet.Of(Slot.Account, draft.LastAccess?.Name ?? ""));
        if (IsIntoMade(clause, draft))
        {
            clause.Take(f => f.Guests?.Pronoun is not null);
            clause.Facets.Add(Facet.Of(Slot.Member, draft.MadeNames.Last().Name));
        }

        var user = clause.Take(Slot.Account)?["x"] ?? clause.Facets.Find(f => f.Slot == Slot.Email && f.Has("u"))?["u"] ?? "";
        var isKnown = GrantFrame.IsKnown("user", user, draft);
        if (!clause.Is("delete", "remove", "disable")) draft.LastAccess = ("user", user);
        clause.TakeObject("user", "group", "permission");
        if (clause.Take(Slot.Password) is not null) draft.RefusePassword($"{user} gets one in Proxmox, from a person.");
        if (clause.Is("delete", "remove") && !clause.HasAny(Slot.Group, Slot.Member)) Remove(user, isKnown, draft);
        else if (clause.Is("delete", "remove")) Leave(clause, user, isKnown, draft);
        else if (clause.Is("set", "update")) Change(clause, user, draft);
        else if (clause.Is("disable", "enable")) Switch(user, isKnown, clause.Is("enable"), draft);
        else Add(clause, user, isKnown, draft);
    }

    private static void Remove(string user, bool isKnown, Draft draft)
    {
        if (isKnown) draft.Do(new RemoveAccess("user", user));
        else draft.Problem($"There is no user {user}.");
    }

    /// <summary>"take bob@pve out of the group devs".</summary>
    private static void Leave(Clause clause, string user, bool isKnown, Draft draft)
    {
        var said = clause.TakeAll(Slot.Member).Concat(clause.TakeAll(Slot.Group)).ToList();
        if (said.Find(f => f.Slot == Slot.Group && f.Lead is not ("from" or "of" or "in")) is { } beside)
        {
            draft.Ask($"{Draft.Quote($"{user} … {beside.Text}")}: is the user to leave the group, or are both to be deleted? Say each in a sentence of its own.");
            return;
        }

        var groups = said.Select(f => f["x"]).Distinct(StringComparer.Ordinal).ToList();
        var now = GroupsOf(user, draft);
        if (!isKnown) draft.Problem($"There is no user {user}.");
        else if (groups.Exists(g => !now.Contains(g))) draft.Already($"{user} is not in {string.Join(", ", groups.Except(now, StringComparer.Ordinal))}.");
        else draft.Do(new ConfigureUser(user, [new("groups", string.Join(',', now), string.Join(',', now.Except(groups, StringComparer.Ordinal)) is { Length: > 0 } left ? left : null)]));
    }

    /// <summary>The list of groups tells who is in each; a list of users need not.</summary>
    private static List<string> GroupsOf(string user, Draft draft) =>
        [.. draft.Cluster.Rows("/access/groups").Where(r => (r.Text("users") ?? "").Split(',').Contains(user, StringComparer.Ordinal)).Select(r => r.RequiredText("groupid"))];

    private static void Switch(string user, bool isKnown, bool isOn, Draft draft)
    {
        if (!isKnown) draft.Problem($"There is no user {user}.");
        else if (draft.Cluster.Rows("/access/users").Any(r => r.Text("userid") == user && r.Flag("enable") == isOn)) draft.Already($"{user} is {(isOn ? "enabled" : "disabled")} already.");
        else if (user == "root@pam") draft.Problem("root@pam is not switched off.");
        else draft.Do(new ConfigureUser(user, [new("enable", isOn ? "0" : "1", isOn ? "1" : "0")]));
    }

    private static void Change(Clause clause, string user, Draft draft)
    {
        var now = draft.Cluster.Rows("/access/users").FirstOrDefault(r => r.Text("userid") == user);
        if (now.ValueKind != System.Text.Json.JsonValueKind.Object)
        {
            draft.Problem($"There is no user {user}.");
            return;
        }

        List<FieldChange> changes = [];
        if (clause.Take(Slot.Email)?["x"] is { } email) changes.Add(new("email", now.Text("email"), email));
        foreach (var name in clause.TakeAll(Slot.PersonName)) changes.Add(new($"{name.Role}name", now.Text($"{name.Role}name"), name["x"]));
        if (clause.TakeComment() is { } comment) changes.Add(new("comment", now.Text("comment"), comment));
        changes.RemoveAll(c => c.From == c.To);
        if (changes.Count == 0) draft.Already($"{user} is so already.");
        else draft.Do(new ConfigureUser(user, changes));
    }

    private static void Add(Clause clause, string user, bool isKnown, Draft draft)
    {
        if (clause.Take(Slot.Member, "that") is not null && draft.MadeNames.LastOrDefault(m => m.What == "group").Name is { } last) clause.Facets.Add(Facet.Of(Slot.Member, last));
        List<string> groups = [.. clause.TakeAll(Slot.Member).Concat(clause.TakeAll(Slot.Group)).Select(f => f["x"]).Where(g => g.Length > 0).Distinct(StringComparer.Ordinal)];
        if (groups.Count == 0 && clause.Facets.Exists(f => f.Guests is { Pronoun: not null })) clause.TakeAll(Slot.Guests);
        foreach (var unknown in groups.Where(g => draft.Cluster.FindIn("/access/groups", "groupid", g) is null && !draft.MadeNames.Contains(("group", g)))) draft.Problem($"There is no group {unknown}.");
        if (clause.TakeFlag("readonly")) clause.Facets.Add(Facet.Of(Slot.Role, "PVEAuditor"));
        var email = clause.Take(Slot.Email)?["x"];
        var comment = clause.Take(Slot.Comment)?["x"];
        var (firstName, lastName) = (clause.Take(Slot.PersonName, "first")?["x"], clause.Take(Slot.PersonName, "last")?["x"]);
        var until = clause.Take(Slot.Expiry)?["x"];
        if (isKnown && (firstName ?? lastName ?? until) is not null) draft.Problem($"There is a user {user} already.");
        if (!isKnown) Make(new(user, email, groups, comment) { FirstName = firstName, LastName = lastName, Expires = until is null ? null : Midnight(until, draft) }, draft);
        else if (groups.Count > 0) Join(user, groups, draft);
        else if (clause.IsEnsured || clause.Is("exist", "be")) draft.Already($"There is a user {user} already.");
        else draft.Problem($"There is a user {user} already.");
        if (clause.HasAny(Slot.Role)) GrantFrame.Give(clause, "user", user, draft);
    }

    private static uint? Midnight(string date, Draft draft)
    {
        if (DateTimeOffset.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.ToUnixTimeSeconds() is > 0 and <= uint.MaxValue and var seconds)
        {
            draft.Assume($"The account ends at 00:00 UTC of {date}.");
            return (uint)seconds;
        }

        draft.Problem($"{Draft.Quote(date)} is no day on which an account can end, as in 2027-01-31.");
        return null;
    }

    /// <summary>Makes a user, whom later clauses may mean.</summary>
    public static void Make(AddUser user, Draft draft)
    {
        draft.Do(user);
        draft.MadeNames.Add(("user", user.UserId));
        draft.LastAccess = ("user", user.UserId);
        draft.Assume($"{user.UserId} has no password yet: it is set in Proxmox, by a person.");
    }

    private static void Join(string user, IReadOnlyList<string> groups, Draft draft)
    {
        var now = GroupsOf(user, draft);
        var missing = groups.Except(now, StringComparer.Ordinal).ToList();
        if (missing.Count == 0) draft.Already($"{user} is in {string.Join(", ", groups)} already.");
        else draft.Do(new ConfigureUser(user, [new("groups", now.Count == 0 ? null : string.Join(',', now), string.Join(',', now.Concat(missing)))]));
    }
}
