using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MycoPod.Web.Documentation;

/// <summary>The documentation for the people who use MycoPod: the Markdown files of <c>docs/user</c>, which are shipped with it.</summary>
internal sealed class DocumentationLibrary
{
    /// <summary>The page that says what there is.</summary>
    public const string Start = "index";

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "docs");

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).DisableHtml().Build();

    /// <summary>The order in which someone new would read them; others follow by name.</summary>
    private static readonly string[] Order = [Start, "declarations", "approvals", "logs", "settings"];

    private readonly Lazy<IReadOnlyList<Article>> articles = new(Read);

    public IReadOnlyList<Article> Articles => articles.Value;

    /// <param name="slug">The file's name without its ending; null for the first page.</param>
    public Article? Find(string? slug) => Articles.FirstOrDefault(a => a.Slug == (slug ?? Start));

    /// <summary>Full path of a picture, or null where there is none of that name.</summary>
    public static string? FindPicture(string name) =>
        new DirectoryInfo(Path.Combine(Root, "images")) is { Exists: true } pictures ? pictures.EnumerateFiles().FirstOrDefault(file => file.Name == name)?.FullName : null;

    private static IReadOnlyList<Article> Read() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "user"), "*.md")
            .Select(path => Render(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))
            .OrderBy(a => Array.IndexOf(Order, a.Slug) is var place and >= 0 ? place : Order.Length).ThenBy(a => a.Slug, StringComparer.Ordinal),
    ];

    private static Article Render(string slug, string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>()) link.Url = Address(link.Url ?? "");
        var title = document.OfType<HeadingBlock>().FirstOrDefault(h => h.Level == 1);
        if (title is not null) document.Remove(title);
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return new(slug, string.Concat(title?.Inline?.Descendants<LiteralInline>().Select(l => l.Content.ToString()) ?? [slug]), html.ToString());
    }

    /// <summary>Links between the files, which hold in the repository as well, lead to their pages here.</summary>
    private static string Address(string url)
    {
        if (url.StartsWith("../images/", StringComparison.Ordinal)) return $"/docs/images/{url[10..]}";
        var (path, anchor) = url.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? (url[..at], url[at..]) : (url, "");
        return path.EndsWith(".md", StringComparison.Ordinal) && !path.Contains('/', StringComparison.Ordinal) ? $"/docs/{path[..^3]}{anchor}" : url;
    }
}
