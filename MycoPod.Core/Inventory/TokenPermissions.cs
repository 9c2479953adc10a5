namespace MycoPod.Core.Inventory;

/// <summary>What the token, or the user, may do where, as the cluster works it out. The cluster has the last word: a deeper rule may take back what is inherited here.</summary>
/// <param name="granted">By path, as in <c>/vms/100</c>: the privileges there, and whether each also holds below.</param>
public sealed class TokenPermissions(IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>> granted)
{
    /// <summary>Whether a privilege is held at a path, by a rule there or one above that reaches down.</summary>
    public bool May(string path, string privilege)
    {
        if (granted.TryGetValue(path, out var here)) return here.ContainsKey(privilege);
        for (var above = Parent(path); above is not null; above = Parent(above))
        {
            if (granted.TryGetValue(above, out var there)) return there.GetValueOrDefault(privilege);
        }

        return false;
    }

    /// <summary>As <see cref="May"/>, or at some path below: then it may be done to some and not to all.</summary>
    public bool MaySomewhere(string path, string privilege) =>
        May(path, privilege) || granted.Any(g => g.Key.StartsWith(path == "/" ? path : $"{path}/", StringComparison.Ordinal) && g.Value.ContainsKey(privilege));

    private static string? Parent(string path) => path.LastIndexOf('/') switch
    {
        _ when path is "/" or "" => null,
        <= 0 => "/",
        var end => path[..end],
    };
}
