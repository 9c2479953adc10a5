namespace MycoPod.Web.Shell;

/// <summary>Headers that keep a page to itself: nothing from other hosts, no framing, no guessing of content types.</summary>
internal static class SecurityHeaders
{
    /// <summary>MudBlazor sets positions and widths as inline styles.</summary>
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    });
}
