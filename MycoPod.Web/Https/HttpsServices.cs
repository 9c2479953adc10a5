using Microsoft.AspNetCore.HttpOverrides;
using MycoPod.Web.Configuration;
using MycoPod.Web.Health;

namespace MycoPod.Web.Https;

/// <summary>HTTPS, and what follows from it: plain requests are led there, cookies stay there.</summary>
internal static class HttpsServices
{
    /// <summary>Whoever asks whether Web is well asks on this host.</summary>
    private static readonly string[] PlainPaths = [HealthEndpoints.Alive, HealthEndpoints.Ready];

    public static void AddHttps(this WebApplicationBuilder builder, WebSettings settings)
    {
        if (settings.Tls is not { } tls || !settings.ServesHttps) return;
        builder.Services.AddSingleton(tls).AddSingleton<ServerCertificate>().AddHostedService(all => all.GetRequiredService<ServerCertificate>());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            var certificate = kestrel.ApplicationServices.GetRequiredService<ServerCertificate>();
            kestrel.ConfigureHttpsDefaults(https =>
            {
                https.ServerCertificateSelector = (_, _) => certificate.Current.TargetCertificate;
                https.OnAuthenticate = (_, handshake) =>
                {
                    // A selector alone would leave the certificates of authorities behind.
                    handshake.ServerCertificateSelectionCallback = null;
                    handshake.ServerCertificateContext = certificate.Current;
                };
            });
        });
    }

    public static void UseHttps(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<WebSettings>();
        if (!settings.IsSecure) return;
        if (settings.ServesHttps) UseRedirect(app, settings.PublicUrl);
        else app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.UseCookiePolicy(new() { Secure = CookieSecurePolicy.Always });
    }

    private static void UseRedirect(WebApplication app, Uri publicUrl)
    {
        var certificate = app.Services.GetService<ServerCertificate>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.IsHttps)
            {
                // People could not click their way past a self-signed certificate any more.
                if (certificate is { IsSelfSigned: false }) context.Response.Headers.StrictTransportSecurity = "max-age=31536000";
                return next(context);
            }

            if (Array.Exists(PlainPaths, path => request.Path.Equals(path, StringComparison.Ordinal))) return next(context);

            // Put behind each other, not resolved: a path may begin with two slashes.
            context.Response.Redirect($"{publicUrl.GetLeftPart(UriPartial.Authority)}{request.PathBase}{request.Path}{request.QueryString}", permanent: true, preserveMethod: true);
            return Task.CompletedTask;
        });
    }
}
