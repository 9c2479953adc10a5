using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Shell;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Http;

/// <summary>A running sandbox: the API over HTTPS on the loopback address. Program and tests both start it here.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly SandboxApi api;
    private readonly AccountsDocument accounts;
    private readonly X509Certificate2 certificate;
    private readonly bool hasSsh;

    private SandboxServer(SandboxOptions options)
    {
        StateDirectory = options.StateDirectory;
        hasSsh = options.Ssh;
        PrivateFiles.MakeDirectory(StateDirectory);
        certificate = ServerCertificate.LoadOrMake(StateDirectory, options.Time.GetUtcNow());
        Fingerprint = ServerCertificate.Fingerprint(certificate);
        accounts = Auth.Accounts.LoadOrMake(StateDirectory, options.Accounts);
        api = new(options, accounts, certificate);
        application = Build(options.Port);
        application.Run(api.AnswerAsync);
    }

    public string StateDirectory { get; }

    public Uri BaseAddress { get; private set; } = new("https://127.0.0.1");

    /// <summary>SHA-256 of the leaf certificate, AA:BB:…</summary>
    public string Fingerprint { get; }

    public EndpointTable Endpoints => api.Table;

    /// <summary>The way in over SSH, where that was asked for.</summary>
    public ShellServer? Ssh { get; private set; }

    /// <summary>The files of nodes and guests.</summary>
    public PrivateRoots Roots => api.Roots;

    /// <summary>The cluster itself, for tests that need it in a certain state.</summary>
    public ClusterState State => api.State;

    /// <summary>Who there is and what they may do.</summary>
    public AccountsDocument Accounts => accounts;

    /// <summary>The token that MycoPod uses; also in credentials.json.</summary>
    public SandboxCredentials Agent => CredentialFiles.For(accounts, AccountSeed.Agent, BaseAddress, Fingerprint);

    /// <summary>Root's token, which may do everything and sets faults; also in root.json.</summary>
    public SandboxCredentials Root => CredentialFiles.For(accounts, Caller.Root, BaseAddress, Fingerprint);

    /// <summary>A user without any permission.</summary>
    public SandboxCredentials Nobody => CredentialFiles.For(accounts, AccountSeed.Nobody, BaseAddress, Fingerprint);

    public static Task<SandboxServer> StartAsync(string stateDirectory, double speed, CancellationToken token) =>
        StartAsync(new SandboxOptions(stateDirectory) { Speed = speed }, token);

    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken token)
    {
        var server = new SandboxServer(options);
        try
        {
            await server.application.StartAsync(token);
            if (server.hasSsh)
                server.Ssh = await ShellServer.StartAsync(server.StateDirectory, server.State, server.Roots, token);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.BaseAddress = new(server.BoundAddress());
        CredentialFiles.Write(server.StateDirectory, server.accounts, server.BaseAddress, server.Fingerprint, server.Ssh);
        return server;
    }

    public string? Password(string userId) => accounts.FindUser(userId)?.Password;

    /// <summary>A client that trusts this server's certificate and no other.</summary>
    public HttpClient CreateClient(SandboxCredentials? credentials = null)
    {
        var handler = new SocketsHttpHandler { UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, leaf, _, _) =>
            leaf is X509Certificate2 known && ServerCertificate.Fingerprint(known) == Fingerprint;
        var client = new HttpClient(handler) { BaseAddress = BaseAddress, DefaultRequestVersion = HttpVersion.Version11 };
        if (credentials is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", credentials.Authorization);
        return client;
    }

    /// <summary>Ends the server under its running tasks, as a shutdown of the machine would.</summary>
    public async Task StopAsync(CancellationToken token)
    {
        await api.StopAsync();
        await application.StopAsync(token);
    }

    public async ValueTask DisposeAsync()
    {
        if (Ssh is not null)
            await Ssh.DisposeAsync();
        await api.StopAsync();
        await application.DisposeAsync();
        api.Dispose();
        certificate.Dispose();
    }

    private WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(5);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(certificate);
            });
        });
        return builder.Build();
    }

    private string BoundAddress() =>
        application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
}
