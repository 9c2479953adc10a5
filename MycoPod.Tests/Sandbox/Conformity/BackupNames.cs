using System.Text.RegularExpressions;

namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>Backups are named after the second in which they were made: the first of a guest in the recording is the first of that guest here.</summary>
internal sealed partial class BackupNames
{
    private readonly SortedSet<string> recorded = new(StringComparer.Ordinal);
    private readonly SortedSet<string> own = new(StringComparer.Ordinal);

    public void Remember(string recordedBody, string ownBody)
    {
        recorded.UnionWith(Shape().Matches(recordedBody).Select(match => match.Value));
        own.UnionWith(Shape().Matches(ownBody).Select(match => match.Value));
    }

    public string Own(string text) => Shape().Replace(text, match =>
    {
        var guest = match.Groups[1].Value;
        var number = Of(recorded, guest).ToList().IndexOf(match.Value);
        return Of(own, guest).ElementAtOrDefault(number) ?? match.Value;
    });

    private static IEnumerable<string> Of(SortedSet<string> names, string guest) => names.Where(name => name.StartsWith(guest, StringComparison.Ordinal));

    [GeneratedRegex(@"(vzdump-(?:lxc|qemu)-\d+-)\d{4}_\d\d_\d\d-\d\d_\d\d_\d\d")]
    private static partial Regex Shape();
}
