using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Access;

/// <summary>"Create an API token called backup for terraform@pve without privilege separation".</summary>
internal sealed class TokenFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        (clause.Has(Slot.Token) || clause.HasObject("token"))
        && (clause.Is("create", "add", "delete", "remove", "exist") || (clause.Verb.Length == 0 && clause.Has(Slot.Token) && clause.Has(Slot.Account)));

    public void Plan(Clause clause, Draft draft)
    {
        var name = clause.Take(Slot.Token)?["x"] ?? clause.Take(Slot.Names)?.Value.Text ?? clause.Take(Slot.QuotedText)?["x"];
        var account = clause.Take(Slot.Account);
        var user = account?["x"] ?? (draft.LastAccess is { Type: "user" } last && clause.Take(f => f.Guests?.Pronoun == "one" && f.Text.Equals("it", StringComparison.OrdinalIgnoreCase)) is not null ? last.Name : null);
        var isShared = clause.TakeFlag("noprivsep");
        clause.TakeFlag("privsep", "noexpiry");
        clause.TakeObject("token", "user");
        var isWithUser = clause.Is("create") && account?.Lead is "create" or "make" or "new" && user is not null && !GrantFrame.IsKnown("user", user, draft);
        if (isWithUser) UserFrame.Make(new AddUser(user ?? "", Email: null, [], Comment: null), draft);
        var comment = clause.Take(Slot.Comment)?["x"];
        if (user is null) draft.Ask("Of which user is the API token, as in anna@pve?");
        else if (name is null) draft.Ask($"How is the API token of {user} called?");
        else if (!GrantFrame.IsKnown("user", user, draft)) draft.Problem($"There is no user {user}.");
        else if (clause.Is("delete", "remove")) draft.Do(new RemoveToken(user, name));
        else
        {
            if (!isShared && clause.TakeFlag("readonly")) clause.Facets.Add(Facet.Of(Slot.Role, "PVEAuditor"));
            var isGranted = clause.Has(Slot.Role) && !isShared;
            Add(new(user, name, !isShared, comment), isGranted, draft);
            if (isGranted) Grant(clause, $"{user}!{name}", draft);
        }
    }

    /// <summary>"… called monitoring, read only": what only looks may look at everything where nothing else is said.</summary>
    private static void Grant(Clause clause, string token, Draft draft)
    {
        if (clause.Facets.Exists(f => f is { Slot: Slot.Role, IsUsed: false } && f["x"] == "PVEAuditor")
            && !clause.HasAny(Slot.AccessPath, Slot.Path, Slot.Everywhere, Slot.ClusterWide, Slot.Pool, Slot.Guests, Slot.Storage, Slot.Node))
        {
            clause.Facets.Add(Facet.Of(Slot.Path, "/"));
            draft.Assume($"{token} may read everything: no path, pool or guest is said.");
        }

        GrantFrame.Give(clause, "token", token, draft);
    }

    private static void Add(AddToken token, bool isGranted, Draft draft)
    {
        draft.Do(token);
        draft.MadeNames.Add(("token", token.Subject));
        draft.Assume($"The secret of {token.Subject} is kept in a file of the Agent's host, {token.FileName}; it is shown nowhere else.");
        if (token.Separated && !isGranted) draft.Assume($"{token.Subject} may do nothing until it is given permissions of its own.");
    }
}
