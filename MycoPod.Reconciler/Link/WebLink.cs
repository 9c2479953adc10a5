using Microsoft.AspNetCore.SignalR.Client;
using MycoPod.Core.Link;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Reconciliation;

namespace MycoPod.Reconciler.Link;

/// <summary>Dials Web and keeps dialling. The Agent listens on nothing; what Web wants comes back over this connection.</summary>
internal sealed partial class WebLink(
    Pairing pairing,
    AgentConfiguration configuration,
    SealingKey sealingKey,
    PreviewPlanner previews,
    PlanComparison comparison,
    ConfigurationFiles files,
    ClusterProbe probe,
    OrderDesk orders,
    AgentStatus status,
    WorkSignals signals,
    TimeProvider time,
    ILogger<WebLink> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private readonly PreviewsUnderWay underWay = new();
    private readonly WebTrust trust = new(pairing);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var connection = Build();
        var pause = TimeSpan.FromMilliseconds(500);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConnectAsync(connection, stoppingToken);
                pause = TimeSpan.FromMilliseconds(500);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever Web or the network does, the Agent goes on with what is approved.
                Log.NotConnected(log, pairing.WebUrl, trust.Explain(e));
            }

            await connection.StopAsync(CancellationToken.None);
            await Task.Delay(pause, time, stoppingToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Connects, and returns once the connection is lost.</summary>
    private async Task ConnectAsync(HubConnection connection, CancellationToken cancellationToken)
    {
        var closed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += OnClosed;
        try
        {
            await connection.StartAsync(cancellationToken);
            var answer = await connection.InvokeAsync<WebHello>(nameof(IAgentHub.HelloAsync), Hello(), cancellationToken);
            if (Objection(answer) is { } objection) throw new InvalidOperationException(objection);

            Log.Connected(log, pairing.WebUrl);
            await File.WriteAllTextAsync(ReadyFile(configuration), "connected\n", cancellationToken);
            status.Changed += Report;
            Report();
            Log.Disconnected(log, await closed.Task.WaitAsync(cancellationToken));
        }
        finally
        {
            File.Delete(ReadyFile(configuration));
            status.Changed -= Report;
            connection.Closed -= OnClosed;
        }

        Task OnClosed(Exception? reason)
        {
            closed.TrySetResult(reason?.Message ?? "closed");
            return Task.CompletedTask;
        }

        void Report() => _ = ReportAsync(connection);
    }

    /// <summary>Tells <c>./dev</c> and <c>agent status</c> that the Agent is connected, and since when: it is there only while it is.</summary>
    internal static string ReadyFile(AgentConfiguration configuration) => Path.Combine(configuration.StateDirectory, "ready");

    private AgentHello Hello() => new(
        LinkProtocol.Version,
        pairing.AgentId,
        AgentVersion.Text,
        Environment.MachineName,
        sealingKey.GetPublicKey());

    private string? Objection(WebHello answer)
    {
        if (answer.Refusal is not null) return answer.Refusal;
        if (answer.ProtocolVersion != LinkProtocol.Version) return $"Web speaks version {answer.ProtocolVersion} of the link, this Agent version {LinkProtocol.Version}. Update the older one.";
        return answer.ApprovalKey.ReplaceLineEndings("\n").Trim() == pairing.ApprovalKey.ReplaceLineEndings("\n").Trim()
            ? null
            : "Web shows another approval key than the one this Agent was paired with. If Web was installed anew, pair the Agent again.";
    }

    private async Task ReportAsync(HubConnection connection)
    {
        try
        {
            await connection.SendAsync(nameof(IAgentHub.ReportStateAsync), status.Current);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or OperationCanceledException)
        {
            // The connection ended meanwhile; the next one begins with a report.
            Log.NotReported(log, e.Message);
        }
    }

    private HubConnection Build()
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(pairing.WebUrl, LinkProtocol.Path), options =>
            {
                trust.Apply(options);
                options.AccessTokenProvider = () => Task.FromResult<string?>(pairing.Token);
                options.ApplicationMaxBufferSize = LinkProtocol.MaxMessageBytes;
                options.TransportMaxBufferSize = LinkProtocol.MaxMessageBytes;
            })
            .Build();
        connection.On<PreviewRequest, PreviewResult>(nameof(IAgentClient.PreviewAsync), request => PreviewAsync(connection, request));
        connection.On<Guid>(nameof(IAgentClient.CancelPreviewAsync), underWay.Cancel);
        connection.On<ComparisonRequest, ComparisonResult>(nameof(IAgentClient.CompareAsync), request => comparison.CompareAsync(request, CancellationToken.None));
        connection.On<StoreFileRequest, StoreFileResult>(nameof(IAgentClient.StoreFileAsync), StoreAsync);
        connection.On(nameof(IAgentClient.WakeAsync), () => signals.Repository.Set());
        connection.On<OrderRequest, OrderResult>(nameof(IAgentClient.OrderAsync), orders.OrderAsync);
        connection.On<CancelRunRequest, OrderResult>(nameof(IAgentClient.CancelRunAsync), orders.CancelAsync);
        connection.On<string, OrderResult>(nameof(IAgentClient.PauseAsync), orders.PauseAsync);
        return connection;
    }

    private Task<PreviewResult> PreviewAsync(HubConnection connection, PreviewRequest request) => underWay.RunAsync(request.PreviewId, token => previews.PlanAsync(
        request, text => connection.SendAsync(nameof(IAgentHub.ReportProgressAsync), new PreviewProgress(request.PreviewId, text), token), token));

    private async Task<StoreFileResult> StoreAsync(StoreFileRequest request)
    {
        var result = await files.StoreAsync(request, CancellationToken.None);
        if (result.Problem is null)
        {
            Log.Stored(log, request.Kind, request.SetBy);
            await probe.LookAsync(CancellationToken.None);
        }

        return result;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Connected to Web at {WebUrl}.")]
        public static partial void Connected(ILogger logger, Uri webUrl);

        [LoggerMessage(LogLevel.Information, "The connection to Web ended ({Reason}); dialling again. Approved work goes on meanwhile.")]
        public static partial void Disconnected(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "Not connected to Web at {WebUrl}; dialling again: {Reason}")]
        public static partial void NotConnected(ILogger logger, Uri webUrl, string reason);

        [LoggerMessage(LogLevel.Information, "{Kind} was set by {SetBy}.")]
        public static partial void Stored(ILogger logger, ConfigurationFileKind kind, string setBy);

        [LoggerMessage(LogLevel.Debug, "The state was not reported: {Reason}")]
        public static partial void NotReported(ILogger logger, string reason);
    }
}
