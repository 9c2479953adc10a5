using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MycoPod.Tests.Web.Repository;

/// <summary>Passes everything on to a Git server, but loses the answers to pushes.</summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly HttpClient client = new();
    private readonly Uri target;
    private readonly WebApplication app;

    private LossyProxy(Uri target)
    {
        this.target = target;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(PassAsync);
    }

    public Uri Url => new(new(app.Urls.First()), target.AbsolutePath);

    public int Lost { get; private set; }

    public static async Task<LossyProxy> StartAsync(string target)
    {
        var proxy = new LossyProxy(new(target));
        await proxy.app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(target, $"{context.Request.Path}{context.Request.QueryString}")) { Content = new ByteArrayContent(body.ToArray()) };
        foreach (var name in (string[])["Authorization", "Accept"]) request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToArray());
        request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        using var answer = await client.SendAsync(request);
        var content = await answer.Content.ReadAsByteArrayAsync();
        if (answer.IsSuccessStatusCode && context.Request.Path.Value?.EndsWith("/git-receive-pack", StringComparison.Ordinal) == true)
        {
            Lost++;
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.WwwAuthenticate.Count > 0) context.Response.Headers.WWWAuthenticate = answer.Headers.WwwAuthenticate.ToString();
        await context.Response.Body.WriteAsync(content);
    }
}
