namespace MycoPod.Web.Documentation;

/// <summary>One page of the documentation.</summary>
/// <param name="Slug">Its place in the address, as in <c>approvals</c>.</param>
/// <param name="Html">Without the heading; raw HTML of the source is shown as text.</param>
public sealed record Article(string Slug, string Title, string Html);
