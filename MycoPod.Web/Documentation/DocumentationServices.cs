namespace MycoPod.Web.Documentation;

internal static class DocumentationServices
{
    public static void AddDocumentation(this IServiceCollection services) => services.AddSingleton<DocumentationLibrary>();

    /// <summary>The pictures; the pages are components. Both are for people who are signed in.</summary>
    public static void MapDocumentation(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(
        "/docs/images/{name}",
        (string name) => DocumentationLibrary.FindPicture(name) is { } path ? Results.File(path, "image/png") : Results.NotFound());
}
