using System.Net;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Core.Proxmox.Access;

/// <summary>HTTP to one cluster: addresses, authorization, verified TLS, and the recording of every exchange.</summary>
public sealed class ProxmoxConnection : IDisposable
{
    /// <summary>How many requests may read at once: a node has three workers, and other people use it too (facts: HTTP).</summary>
    public const int MostReadings = 20;

    private readonly ProxmoxCredentials credentials;
    private readonly TimeProvider time;
    private readonly HttpClient reading;
    private readonly HttpClient changing;
    private readonly SemaphoreSlim readings = new(MostReadings);
    private readonly TicketKeeper? tickets;
    private int endpoint;

    /// <param name="answers">Who answers instead of the network, as for recorded answers; null for the network.</param>
    /// <param name="secrets">What else is masked wherever it stands: values that requests may carry.</param>
    public ProxmoxConnection(ProxmoxCredentials credentials, TimeProvider time, HttpMessageHandler? answers = null, IReadOnlyList<string>? secrets = null)
    {
        this.credentials = credentials;
        this.time = time;
        Mask = new([.. credentials.Secrets, .. secrets ?? []]);

        // The server closes idle connections after 5 s; closing first avoids the race.
        reading = Open(reuse: TimeSpan.FromSeconds(4), answers);

        // A reused connection that breaks makes the handler send again by itself. A change must never be sent twice, so each gets a connection of its own.
        changing = Open(reuse: TimeSpan.Zero, answers);
        if (credentials is { Username: { } username, Password: { } password }) tickets = new(username, password, time);
    }

    /// <summary>User, and token where one is used, as tasks name them.</summary>
    public string User => credentials.User;

    /// <summary>What hides the values that nobody may read.</summary>
    internal SecretMask Mask { get; }

    /// <summary>Sends a request, logging in before where that is needed. The answer may be a refusal.</summary>
    internal async Task<HttpResponseMessage> SendAsync(ProxmoxRequest request, IExchangeSink sink, CancellationToken cancellationToken)
    {
        if (tickets is null) return await SendAsync(request, sink, ticket: null, cancellationToken);
        var ticket = await tickets.GetAsync(refused: null, LogInAsync, cancellationToken);
        var response = await SendAsync(request, sink, ticket, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;

        // A ticket may end early, as when the cluster's keys change. What was refused was not carried out, so it is sent again, once.
        response.Dispose();
        ticket = await tickets.GetAsync(ticket, LogInAsync, cancellationToken);
        return await SendAsync(request, sink, ticket, cancellationToken);

        Task<HttpResponseMessage> LogInAsync(ProxmoxRequest login) => SendAsync(login, sink, ticket: null, cancellationToken);
    }

    public void Dispose()
    {
        reading.Dispose();
        changing.Dispose();
        readings.Dispose();
        tickets?.Dispose();
    }

    /// <summary>Tries the endpoints in turn, beginning with the one that answered last. Only what was never sent goes to the next.</summary>
    private async Task<HttpResponseMessage> SendAsync(ProxmoxRequest request, IExchangeSink sink, LoginTicket? ticket, CancellationToken cancellationToken)
    {
        var first = Volatile.Read(ref endpoint);
        for (var tried = 1; ; tried++)
        {
            var chosen = (first + tried - 1) % credentials.Endpoints.Count;
            try
            {
                var response = await SendToAsync(credentials.Endpoints[chosen], request, sink, ticket, cancellationToken);
                Volatile.Write(ref endpoint, chosen);
                return response;
            }
            catch (HttpRequestException e) when (FailureClassifier.IsNeverSent(e) && tried < credentials.Endpoints.Count)
            {
                // Another node answers for the whole cluster as well.
            }
        }
    }

    private async Task<HttpResponseMessage> SendToAsync(Uri node, ProxmoxRequest request, IExchangeSink sink, LoginTicket? ticket, CancellationToken cancellationToken)
    {
        using var message = request.Message(node, sink);
        if (credentials.TokenId is { } token) message.Headers.TryAddWithoutValidation("Authorization", $"PVEAPIToken={token}={credentials.TokenSecret}");
        ticket?.Sign(message);
        if (request.Method != "GET") return await SendAsync(changing, message, request.Patience, cancellationToken);
        await readings.WaitAsync(cancellationToken);
        try
        {
            return await SendAsync(reading, message, request.Patience, cancellationToken);
        }
        finally
        {
            readings.Release();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage message, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        return await client.SendAsync(message, either.Token);
    }

    private HttpClient Open(TimeSpan reuse, HttpMessageHandler? answers) =>
        new(new ExchangeHandler(Mask, time) { InnerHandler = answers ?? Network(reuse) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };

    private SocketsHttpHandler Network(TimeSpan reuse)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionIdleTimeout = reuse,
            PooledConnectionLifetime = reuse == TimeSpan.Zero ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
            ConnectCallback = new Dialler(time).ConnectAsync,
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
        };
        ServerTrust.Apply(credentials, handler.SslOptions);
        return handler;
    }
}
