using System.Text.RegularExpressions;

namespace MycoPod.Core.Inventory;

/// <summary>
/// The mark in a guest's description that tells which step of which declaration made it:
/// <c>mycopod:&lt;declaration id&gt;/&lt;revision&gt;/&lt;step&gt;</c>.
/// </summary>
public static partial class CreationMarker
{
    /// <summary>The tag every guest made by MycoPod carries; it tells which descriptions are worth reading.</summary>
    public const string Tag = "mycopod";

    public static string Of(Guid declarationId, int revision, int step) => $"mycopod:{declarationId:D}/{revision}/{step}";

    /// <summary>The mark in a description, or null.</summary>
    public static string? Find(string? description) =>
        description is not null && Pattern().Match(description) is { Success: true } match ? match.Value : null;

    [GeneratedRegex("mycopod:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9]{1,9}/[0-9]{1,9}")]
    private static partial Regex Pattern();
}
