using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>
/// Requests about guests that the HA manager looks after: their task ends when the request is queued, and some time later
/// the manager starts the task that does it, as root (PVE/API2/Qemu.pm, vm_start and others). Guests without HA get no answer here.
/// </summary>
internal sealed class HaRequests(GuestTasks tasks, TaskRunner runner)
{
    /// <summary>In seconds: the managers of the cluster and of the node look every few seconds.</summary>
    private const double Delay = 10;

    private static readonly Caller Manager = new(Caller.Root);

    public ApiAnswer? Start(ApiCall call, GuestKind kind, Func<TaskWorker, Task> work) =>
        Queue(call, kind, new("hastart", $"Requesting HA start for {kind.Label()} {call.Vmid}", kind == GuestKind.Lxc ? "vzstart" : "qmstart", "started"), work);

    public ApiAnswer? Stop(ApiCall call, GuestKind kind, Func<TaskWorker, Task> work) =>
        Queue(call, kind, new("hastop", $"Requesting HA stop for {kind.Label()} {call.Vmid}", kind == GuestKind.Lxc ? "vzshutdown" : "qmshutdown", "stopped"), work);

    public ApiAnswer? Migrate(ApiCall call, GuestKind kind, string target, Func<TaskWorker, Task> work) =>
        Queue(call, kind, new("hamigrate", $"Requesting HA migration for {kind.Label()} {call.Vmid} to node {target}", kind == GuestKind.Lxc ? "vzmigrate" : "qmigrate", State: null), work);

    private ApiAnswer? Queue(ApiCall call, GuestKind kind, Request request, Func<TaskWorker, Task> work)
    {
        if (!tasks.State.Read(cluster => cluster.FindGuest(call.Node, kind, call.Vmid) is { } guest && cluster.FindHaResource(guest) is { State: not "ignored" }))
            return null;

        return tasks.Begin(call, request.Task, async worker =>
        {
            await worker.LogAsync(request.Line, 0.5);
            tasks.State.Change(cluster =>
            {
                if (cluster.FindHaResource(cluster.Require(call.Node, kind, call.Vmid)) is { } resource)
                    resource.State = request.State ?? resource.State;
            });
            runner.Later(Delay, () => runner.Start(call.Node, request.Deed, $"{call.Vmid}", Manager, work));
        });
    }

    /// <param name="Task">The task that only queues.</param>
    /// <param name="Deed">The task that the manager starts.</param>
    /// <param name="State">What the guest is to be from now on.</param>
    private sealed record Request(string Task, string Line, string Deed, string? State);
}
