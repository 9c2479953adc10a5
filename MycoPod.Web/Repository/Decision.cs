namespace MycoPod.Web.Repository;

/// <summary>What is to be done with the repository as it is at this moment: a change, nothing because it is there already, or a refusal.</summary>
internal sealed record Decision(FolderChange? Change, string? Existing, string? Refusal)
{
    public static Decision Make(FolderChange change) => new(change, null, null);

    public static Decision Already(string commit) => new(null, commit, null);

    public static Decision Refuse(string why) => new(null, null, why);
}
