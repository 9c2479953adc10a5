namespace MycoPod.Core.Proxmox.Schema;

/// <summary>One method of the API.</summary>
/// <param name="Path">With its variables, as in <c>/nodes/{node}/lxc</c>.</param>
/// <param name="TakesOthers">Whether parameters that are not named are taken as well.</param>
/// <param name="AllowsTokens">False for calls that want a ticket.</param>
/// <param name="IsForRootOnly">It declares no permission: only root@pam itself may call it.</param>
/// <param name="Permission">What it takes to call it, as the schema describes it in words or as an expression; null where it does not.</param>
public sealed record SchemaMethod(
    string Method, string Path, bool TakesOthers, bool AllowsTokens, bool IsForRootOnly, string? Permission)
{
    /// <summary>By name; the path's variables are among them.</summary>
    internal IReadOnlyDictionary<string, SchemaParameter> Parameters { get; init; } = new Dictionary<string, SchemaParameter>();

    /// <summary>The names of all parameters.</summary>
    public IEnumerable<string> Names => Parameters.Keys;
}
