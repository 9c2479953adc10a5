using System.Net;
using System.Text;

namespace MycoPod.Core.Telemetry;

/// <summary>Answers <c>GET /metrics</c> on one address of this host, and nothing else.</summary>
internal sealed class MetricsListener : IAsyncDisposable
{
    private const string Path = "/metrics";
    private readonly HttpListener listener = new();
    private readonly Func<string> read;
    private readonly Task serving;

    /// <exception cref="HttpListenerException">Nothing can listen there.</exception>
    public MetricsListener(Uri url, Func<string> read)
    {
        this.read = read;
        listener.Prefixes.Add(url.GetLeftPart(UriPartial.Authority) + "/");
        listener.Start();
        serving = ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) await AnswerAsync(await listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // It was closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        try
        {
            if (context.Request.HttpMethod != "GET" || context.Request.Url?.AbsolutePath != Path)
            {
                response.StatusCode = (int)HttpStatusCode.NotFound;
                return;
            }

            response.ContentType = PrometheusExporter.ContentType;
            await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(read()));
        }
        catch (Exception) when (listener.IsListening)
        {
            // Who asked did not wait for the answer, or it could not be made: that costs this answer and no later one.
        }
    }
}
