using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Steps.Access;

/// <summary>Changes the comment of a group of users. Who is in it is each user's own.</summary>
/// <param name="Comment">Null for none.</param>
/// <param name="SeenComment">As planning saw it.</param>
public sealed record ConfigureGroup(string Name, string? Comment, string? SeenComment) : ResourceStep
{
    public const string KindName = "configure-group";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("group", "changed");

    public override string Noun => $"group {Name}";

    public override string Title => $"Change {Noun}: comment {SeenComment ?? "none"} → {Comment ?? "none"}";

    public override FieldQuery Query(int number, ICallNames names) => new("/access/groups", "groupid", Name);

    public override IReadOnlyList<Field>? Seen => [new("comment", SeenComment)];

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) => [new("comment", Comment)];

    public override IReadOnlyList<Need> Needs => [new("/access/groups", "Group.Allocate")];

    public override ApiCall Call(int number, ICallNames names) => new("PUT", $"/access/groups/{Name}", Parameters(("comment", Comment ?? "")));

    public override string Done(ICallNames names) => $"{Noun} is changed";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsAccessName(Name)) yield return $"'{Name}' is no name of a group: letters, digits, - _ and .";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }
}
