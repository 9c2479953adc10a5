using System.Security.Cryptography.X509Certificates;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Cluster;
using MycoPod.Sandbox.Faults;
using MycoPod.Sandbox.Guests;
using MycoPod.Sandbox.Guests.Machines;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.Shell;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Storage;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Http;

/// <summary>The whole API over one state directory, put together.</summary>
internal sealed class SandboxApi : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ApiPipeline pipeline;
    private readonly FaultControl control;
    private readonly AnswerWriter writer;
    private readonly ClusterGroups.Parts parts;
    private readonly Lazy<string> document;
    private readonly AgentCommands commands;

    public SandboxApi(SandboxOptions options, AccountsDocument accounts, X509Certificate2 certificate)
    {
        var clock = new SandboxClock(options.Time, options.Speed);
        State = new(options.StateDirectory, () => options.Seed(clock.Now));
        if (options.Inventory is { } wanted && State.Read(cluster => cluster.Inventory) != wanted)
            throw new InvalidDataException($"{options.StateDirectory} holds another cluster than the one of the inventory {wanted}: take an empty folder");
        var permissions = new Permissions(accounts, State);
        var tickets = new Tickets(accounts, clock);
        var authenticator = new Authenticator(accounts, tickets, clock);
        Roots = new(options.StateDirectory);
        commands = new(Roots, options.Time);
        var store = new TaskStore(options.StateDirectory, clock.Now);
        var faults = new FaultBoard();

        Tasks = new(State, store, clock, faults);
        parts = new(State, permissions, new(options.StateDirectory, accounts), Tasks, clock, certificate);
        Table = new(Groups(permissions, clock, accounts, tickets, store, ServerCertificate.Fingerprint(certificate)));
        document = new(() => ApiDocument.Write(Table.All));
        writer = new(clock);
        control = new(faults, authenticator, State);
        pipeline = new(authenticator, new(Table, permissions, State), writer, faults, new(options.StateDirectory, clock), clock, stopping.Token);
    }

    public ClusterState State { get; }

    public EndpointTable Table { get; }

    public PrivateRoots Roots { get; }

    private TaskRunner Tasks { get; }

    public async Task AnswerAsync(HttpContext context)
    {
        var target = RequestTarget.Of(context);
        try
        {
            if (target.Area == RequestTarget.Api)
                await pipeline.AnswerAsync(context, target);
            else if (target.Area == RequestTarget.Control)
                await writer.WriteAsync(context, await control.AnswerAsync(context, target));
            else if (target.Segments.SequenceEqual(ApiDocument.Segments, StringComparer.Ordinal))
                await writer.WriteScriptAsync(context, document.Value);
            else
                await writer.WritePlainAsync(context, StatusCodes.Status501NotImplemented, "no such uri");
        }
        catch (ApiException refusal) when (target.Area == RequestTarget.Control)
        {
            await writer.WriteAsync(context, refusal);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // Nobody is left to answer; whatever was executed stays executed.
            context.Abort();
        }
    }

    /// <summary>Lets go of held answers and of running tasks.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Tasks.AbandonAllAsync();
    }

    public void Dispose()
    {
        Tasks.Dispose();
        commands.Dispose();
        stopping.Dispose();
    }

    private IEnumerable<IEndpointGroup> Groups(
        Permissions permissions,
        SandboxClock clock,
        AccountsDocument accounts,
        Tickets tickets,
        TaskStore store,
        string fingerprint)
    {
        var state = State;
        var nodes = new NodeView(clock);
        yield return new AccessEndpoints(accounts, permissions, tickets, state.Read(cluster => cluster.Name));
        yield return new ClusterEndpoints(state, permissions, nodes, new(clock));
        yield return new NodeEndpoints(state, permissions, nodes, fingerprint);
        foreach (var group in ClusterGroups.Of(parts))
            yield return group;
        yield return new TaskEndpoints(store, Tasks, permissions);
        foreach (var group in GuestGroups.All(new(state, Tasks, new(), clock), Tasks, permissions, clock, commands))
            yield return group;
    }
}
