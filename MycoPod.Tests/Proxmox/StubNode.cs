using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Proxmox.Access;

namespace MycoPod.Tests.Proxmox;

/// <summary>A server of plain HTTP for what the sandbox does not speak; it keeps what it was sent, byte for byte.</summary>
internal sealed class StubNode : IAsyncDisposable
{
    private readonly WebApplication application;

    private StubNode(WebApplication application) => this.application = application;

    public List<(string Request, IReadOnlyDictionary<string, string> Headers, byte[] Body)> Received { get; } = [];

    public ProxmoxCredentials WithToken => new([Address], "ada@pve!stub", "stub-secret");

    public ProxmoxCredentials WithPassword => new([Address]) { Username = "ada@pve", Password = "stub-secret" };

    private Uri Address => new(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    /// <param name="answers">By method and path; anything else is answered with 501.</param>
    public static async Task<StubNode> StartAsync(Dictionary<string, string> answers, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var node = new StubNode(builder.Build());
        node.application.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, cancellationToken);
            var request = $"{context.Request.Method} {context.Request.Path}";
            lock (node.Received) node.Received.Add((request, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            if (!answers.TryGetValue(request, out var answer)) context.Response.StatusCode = StatusCodes.Status501NotImplemented;
            await context.Response.WriteAsync(answer ?? "", cancellationToken);
        });
        await node.application.StartAsync(cancellationToken);
        return node;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
