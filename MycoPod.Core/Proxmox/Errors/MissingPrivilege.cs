using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Errors;

/// <summary>What the caller lacks, as the server names it: <c>Permission check failed (/vms/100, VM.Audit|VM.Monitor)</c>.</summary>
/// <param name="Path">Where it is lacking, as in <c>/vms/100</c>.</param>
/// <param name="Privileges">One of them would be enough.</param>
public sealed partial record MissingPrivilege(string Path, IReadOnlyList<string> Privileges)
{
    /// <summary>Null where the text names neither path nor privilege.</summary>
    public static MissingPrivilege? Find(string text) => Pattern().Match(text) is { Success: true } match
        ? new(match.Groups["path"].Value, match.Groups["privileges"].Value.Split('|'))
        : null;

    public override string ToString() => $"{string.Join(" or ", Privileges)} on {Path}";

    [GeneratedRegex(@"\((?<path>/[^\s,()]*), (?<privileges>[A-Za-z]+(\.[A-Za-z]+)+(\|[A-Za-z]+(\.[A-Za-z]+)+)*)\)")]
    private static partial Regex Pattern();
}
