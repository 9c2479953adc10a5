using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Makes a group of users.</summary>
public sealed record AddGroup(string Name, string? Comment) : ResourceStep
{
    public const string KindName = "add-group";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("group", "added");

    public override string Noun => $"group {Name}";

    public override string Title => $"Add {Noun} to the cluster's users";

    public override FieldQuery Query(int number, ICallNames names) => new("/access/groups", "groupid", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("comment", Comment)];

    public override IReadOnlyList<Need> Needs => [new("/access/groups", "Group.Allocate")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", "/access/groups", Parameters(("groupid", Name), ("comment", Comment)));

    public override string Done(ICallNames names) => $"{Noun} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsAccessName(Name)) yield return $"'{Name}' is no name of a group: letters, digits, - _ and .";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }
}
