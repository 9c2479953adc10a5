using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Removes a user, group or role of the cluster, with its permissions.</summary>
/// <param name="What">user, group or role.</param>
public sealed record RemoveAccess(string What, string Name) : ResourceStep
{
    public const string KindName = "remove-access";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new(What, "removed");

    public override string Noun => $"{What} {Name}";

    public override string? Loses => $"{Noun} with its permissions";

    public override string Title => $"Remove {Noun} from the cluster";

    public override FieldQuery Query(int number, ICallNames names) => new($"/access/{What}s", $"{What}id", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => null;

    public override IReadOnlyList<Need> Needs => [What switch { "user" => new("/access/groups", "User.Modify"), "group" => new("/access/groups", "Group.Allocate"), _ => new("/access", "Sys.Modify") }];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", $"/access/{What}s/{Uri.EscapeDataString(Name)}");

    public override string Done(ICallNames names) => $"{Noun} is removed";

    public override IEnumerable<string> CheckArguments()
    {
        if (What is not ("user" or "group" or "role")) yield return $"'{What}' is not removed by this step: user, group or role.";
        if (What == "user" ? !Names.IsUserId(Name) : !Names.IsAccessName(Name)) yield return $"'{Name}' is no name of a {What}.";
        if (Name == "root@pam") yield return "root@pam cannot be removed.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => What == "user" ? cluster.CheckNotOwn(Name) : [];
}
