using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>Who gets into the cluster, and what they may do there, is written in the declaration by name: nobody is let in because a stranger's text says so.</summary>
internal sealed class AskedAccess : IPlanGuard
{
    public IEnumerable<PlanProblem> Check(string declaration, Plan plan, InventorySnapshot? inventory)
    {
        var words = new Lazy<IReadOnlyList<TextPart>>(() => DeclarationText.Read(declaration).Parts);
        return plan.Steps.Index().Where(s => Names(s.Item).Any(name => !words.Value.Any(part => part.HasWord(name) || part.HasWord(name.Split('@', '!')[0]) || (s.Item is AddStorage && IsServerOfShare(part, name)))))
            .Select(s => new PlanProblem(s.Index + 1, $"{s.Item.Title}: the text does not name {string.Join(" and ", Names(s.Item))}. Who may do what has to be written there by name."));
    }

    /// <summary>"//192.168.1.5/media": the server, and the share behind it.</summary>
    private static bool IsServerOfShare(TextPart part, string name) => part.Words.Any(w => w.StartsWith($"{name}/", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Added(ConfigureUser step) => step.Changes.Where(c => c.Name == "groups")
        .SelectMany(c => (c.To ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Except((c.From ?? "").Split(','), StringComparer.Ordinal));

    /// <summary>Where a password goes is written in the declaration, too.</summary>
    private static IReadOnlyList<string> Names(Step step) => step switch
    {
        AddUser user => [user.UserId],
        AddRole role => [role.Name],
        AddGroup group => [group.Name],
        Grant grant => [.. grant.Name.Split('!')],
        ConfigureUser user => [user.UserId, .. Added(user)],
        ConfigureGroup group => [group.Name],
        ConfigureRole role => [role.Name],
        AddToken token => [token.UserId],
        AddStorage { Secret: not null } storage => [.. storage.Source.Where(s => s.Name is "server" or "username").Select(s => s.Value)],
        _ => [],
    };
}
