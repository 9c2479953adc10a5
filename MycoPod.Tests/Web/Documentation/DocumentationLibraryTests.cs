using System.Text.RegularExpressions;
using MycoPod.Web.Documentation;

namespace MycoPod.Tests.Web.Documentation;

/// <summary>The shipped documentation: complete, and without a link that leads nowhere.</summary>
public sealed partial class DocumentationLibraryTests
{
    private readonly DocumentationLibrary library = new();

    [Fact]
    public void It_begins_with_the_start_and_each_page_has_a_title()
    {
        Assert.Equal(DocumentationLibrary.Start, library.Articles[0].Slug);
        Assert.Equal(library.Articles[0], library.Find(null));
        Assert.All(library.Articles, a => Assert.NotEqual(a.Slug, a.Title));
        Assert.Null(library.Find("../accounts"));
    }

    [Fact]
    public void Every_link_and_picture_leads_somewhere()
    {
        var targets = library.Articles.SelectMany(a => Target().Matches(a.Html).Select(m => (a.Slug, To: m.Groups[1].Value))).ToList();
        Assert.Contains(targets, t => t.To.StartsWith("/docs/images/", StringComparison.Ordinal));
        Assert.All(targets, t => Assert.True(IsThere(t.To), $"{t.Slug}: {t.To}"));
    }

    [Fact]
    public void Pictures_are_found_by_name_alone()
    {
        Assert.NotNull(DocumentationLibrary.FindPicture("plan.png"));
        Assert.Null(DocumentationLibrary.FindPicture("../user/index.md"));
    }

    private bool IsThere(string address)
    {
        if (address.StartsWith("/docs/images/", StringComparison.Ordinal)) return DocumentationLibrary.FindPicture(address[13..]) is not null;
        if (!address.StartsWith("/docs/", StringComparison.Ordinal)) return address.StartsWith("https://", StringComparison.Ordinal);
        var parts = address[6..].Split('#');
        return library.Find(parts[0]) is { } article && (parts.Length == 1 || article.Html.Contains($"id=\"{parts[1]}\"", StringComparison.Ordinal));
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Target();
}
