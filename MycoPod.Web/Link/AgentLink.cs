using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using MycoPod.Core.Link;

namespace MycoPod.Web.Link;

/// <summary>Web's end of the link: whether the Agent is there, and what Web asks of it.</summary>
internal sealed partial class AgentLink(IHubContext<AgentHub, IAgentClient> hub, TimeProvider time, ILogger<AgentLink> logger)
{
    /// <summary>A language model may take its time.</summary>
    private static readonly TimeSpan PreviewTimeout = TimeSpan.FromMinutes(3);

    /// <summary>A file is tried against the cluster before it is kept.</summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan CompareTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OrderTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<Guid, IProgress<string>> previews = new();
    private AgentPresence? presence;
    private RefusedAgent? refused;

    /// <summary>Raised on any thread after <see cref="Presence"/> or <see cref="LastRefused"/> changed.</summary>
    public event EventHandler? Changed;

    public AgentPresence? Presence => Volatile.Read(ref presence);

    public RefusedAgent? LastRefused => Volatile.Read(ref refused);

    /// <summary>Takes the place of the connected Agent, unless it is taken.</summary>
    public bool TryConnect(string connectionId, AgentHello hello)
    {
        lock (gate)
        {
            if (presence is not null && presence.ConnectionId != connectionId) return false;
            presence = new(connectionId, hello, time.GetUtcNow(), State: null);

            // The same machine is in now: what kept it out, often its own connection of before, is over.
            if (refused?.Host == hello.Host) refused = null;
        }

        Log.Connected(logger, hello.Host, hello.Version);
        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    public void Disconnect(string connectionId)
    {
        lock (gate)
        {
            if (presence?.ConnectionId != connectionId) return;
            presence = null;
        }

        Log.Disconnected(logger);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Report(string connectionId, AgentState state)
    {
        lock (gate)
        {
            if (presence?.ConnectionId != connectionId) return;
            presence = presence with { State = state };
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Report(string connectionId, PreviewProgress progress)
    {
        if (Presence?.ConnectionId == connectionId && previews.TryGetValue(progress.PreviewId, out var listener)) listener.Report(progress.Text);
    }

    public void Refuse(string host, string reason)
    {
        lock (gate) refused = new(time.GetUtcNow(), host, reason);
        Log.Refused(logger, host, reason);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public async Task<PreviewAnswer> PreviewAsync(string text, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (Presence is not { } agent) return new(null, PreviewAnswer.NotConnected);
        var request = new PreviewRequest(Guid.CreateVersion7(time.GetUtcNow()), text);
        previews[request.PreviewId] = progress;
        using var timeout = new CancellationTokenSource(PreviewTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return new(await hub.Clients.Client(agent.ConnectionId).PreviewAsync(request, either.Token), null);
        }
        catch (Exception e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.PreviewFailed(logger, e);
            return new(null, $"The Agent did not answer within {PreviewTimeout.TotalMinutes:0} minutes. Your text is kept. Preview again, or look at the Agent's log.");
        }
        catch (Exception e)
        {
            // A call that was given up ends in an exception of SignalR's own.
            cancellationToken.ThrowIfCancellationRequested();
            Log.PreviewFailed(logger, e);
            var isGone = Presence?.ConnectionId != agent.ConnectionId;
            return new(null, isGone ? PreviewAnswer.NotConnected : "The Agent could not plan: something went wrong on its side. Your text is kept. Preview again, or look at the Agent's log.");
        }
        finally
        {
            previews.TryRemove(request.PreviewId, out _);
            if (either.IsCancellationRequested) _ = TellAsync(agent.ConnectionId, client => client.CancelPreviewAsync(request.PreviewId));
        }
    }

    /// <summary>Asks whether the cluster still is what a plan was made on.</summary>
    public async Task<ComparisonResult> CompareAsync(byte[] plan, CancellationToken cancellationToken)
    {
        if (Presence is not { } agent) return ComparisonResult.Unknown("The Agent is not connected.");
        return await AskAsync(agent, CompareTimeout, (client, token) => client.CompareAsync(new(plan), token), Log.CompareFailed, cancellationToken) ?? ComparisonResult.Unknown("The Agent did not answer.");
    }

    /// <summary>Hands a sealed file to the Agent, which checks it before it replaces anything.</summary>
    public async Task<StoreFileResult> StoreFileAsync(StoreFileRequest request, CancellationToken cancellationToken)
    {
        if (Presence is not { } agent) return new("The Agent is not connected. Nothing was changed; try again when it is.", Proof: null);
        return await AskAsync(agent, StoreTimeout, (client, token) => client.StoreFileAsync(request, token), Log.StoreFailed, cancellationToken)
            ?? new("The Agent did not answer, so whether the file was stored is not known. What is set now stands above; look, then try again.", Proof: null) { IsUnanswered = true };
    }

    /// <summary>Gives a signed order to the Agent.</summary>
    public Task<OrderResult> OrderAsync(OrderRequest request, CancellationToken cancellationToken) => OrderAsync((agent, token) => agent.OrderAsync(request, token), cancellationToken);

    public Task<OrderResult> CancelRunAsync(CancelRunRequest request, CancellationToken cancellationToken) => OrderAsync((agent, token) => agent.CancelRunAsync(request, token), cancellationToken);

    public Task<OrderResult> PauseAsync(string by, CancellationToken cancellationToken) => OrderAsync((agent, token) => agent.PauseAsync(by, token), cancellationToken);

    private async Task<OrderResult> OrderAsync(Func<IAgentClient, CancellationToken, Task<OrderResult>> order, CancellationToken cancellationToken)
    {
        if (Presence is not { } agent) return new("The Agent is not connected. Nothing was changed; try again when it is.");
        return await AskAsync(agent, OrderTimeout, order, Log.OrderFailed, cancellationToken)
            ?? new("The Agent did not answer, so whether it took the order is not known. What it shows next tells; an order is never carried out twice.") { IsUnanswered = true };
    }

    /// <returns>Null where no answer came.</returns>
    private async Task<T?> AskAsync<T>(AgentPresence agent, TimeSpan longest, Func<IAgentClient, CancellationToken, Task<T>> ask, Action<ILogger, Exception> tell, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ask(hub.Clients.Client(agent.ConnectionId), either.Token);
        }
        catch (Exception e)
        {
            // A call that was given up ends in an exception of SignalR's own.
            cancellationToken.ThrowIfCancellationRequested();
            tell(logger, e);
            return null;
        }
    }

    /// <summary>Asks the Agent to fetch now. It fetches every 30 s anyway, so nothing waits for this and nothing fails with it.</summary>
    public void Wake()
    {
        if (Presence is { } agent) _ = TellAsync(agent.ConnectionId, client => client.WakeAsync());
    }

    /// <summary>Says something that nothing waits for.</summary>
    private async Task TellAsync(string connectionId, Func<IAgentClient, Task> tell)
    {
        try
        {
            await tell(hub.Clients.Client(connectionId));
        }
        catch (Exception e) when (e is HubException or IOException or OperationCanceledException or InvalidOperationException)
        {
            Log.NotTold(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The Agent on {Host} (version {Version}) is connected")]
        public static partial void Connected(ILogger logger, string host, string version);

        [LoggerMessage(2, LogLevel.Information, "The Agent is no longer connected")]
        public static partial void Disconnected(ILogger logger);

        [LoggerMessage(3, LogLevel.Warning, "An Agent on {Host} was refused: {Reason}")]
        public static partial void Refused(ILogger logger, string host, string reason);

        [LoggerMessage(4, LogLevel.Warning, "A preview got no answer from the Agent")]
        public static partial void PreviewFailed(ILogger logger, Exception exception);

        [LoggerMessage(6, LogLevel.Warning, "The Agent did not answer whether it stored a file")]
        public static partial void StoreFailed(ILogger logger, Exception exception);

        [LoggerMessage(7, LogLevel.Warning, "The Agent did not say whether the cluster still is what a plan was made on")]
        public static partial void CompareFailed(ILogger logger, Exception exception);

        [LoggerMessage(8, LogLevel.Warning, "The Agent did not answer whether it took an order")]
        public static partial void OrderFailed(ILogger logger, Exception exception);

        [LoggerMessage(5, LogLevel.Information, "The Agent could not be told that there is something new, or that nobody waits any more; it will find out by itself")]
        public static partial void NotTold(ILogger logger, Exception exception);
    }
}
