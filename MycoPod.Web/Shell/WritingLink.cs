using Microsoft.AspNetCore.Components.Routing;

namespace MycoPod.Web.Shell;

/// <summary>Leads to a new declaration, and is current while any draft is written.</summary>
public sealed class WritingLink : NavLink
{
    protected override bool ShouldMatch(string uriAbsolute) =>
        base.ShouldMatch(uriAbsolute) || new Uri(uriAbsolute).AbsolutePath.StartsWith("/declarations/draft/", StringComparison.Ordinal);
}
