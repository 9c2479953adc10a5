using MycoPod.Core.Declarations;

namespace MycoPod.Web.Declarations;

/// <summary>Which folder stands for a declaration where several carry its id: anyone who pushes can copy one.</summary>
internal static class RightfulFolder
{
    public static bool Fits(string folder, DeclarationId id) => folder.EndsWith($"-{id.ShortForm}", StringComparison.Ordinal);

    /// <summary>A name that fits comes first, then what MycoPod itself wrote.</summary>
    public static string Of(DeclarationId id, IEnumerable<(string Folder, bool IsChangedOutside)> claims) => claims
        .OrderByDescending(c => Fits(c.Folder, id))
        .ThenBy(c => c.IsChangedOutside)
        .ThenBy(c => c.Folder, StringComparer.Ordinal)
        .First().Folder;

    public static string CopyProblem(string rightful) => $"Another folder holds the declaration of this id: {rightful}. This one is a copy and cannot be approved.";
}
