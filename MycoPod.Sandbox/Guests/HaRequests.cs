using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>
/// Requests about guests that the HA manager looks after: their task ends when the request is queued, and the manager
/// acts some time later (PVE/API2/Qemu.pm, vm_start and others). Guests without HA get no answer here.
/// </summary>
internal sealed class HaRequests(GuestTasks tasks, TaskRunner runner)
{
    /// <summary>The managers of the cluster and of the node each look every ten seconds.</summary>
    private const double Delay = 10;

    public ApiAnswer? Start(ApiCall call, GuestKind kind) =>
        Queue(call, kind, "hastart", $"Requesting HA start for {kind.Label()} {call.Vmid}", resource => resource.State = "started", (guest, cluster) =>
        {
            if (guest.IsRunning)
                return;
            new ConfigChanges(cluster, guest).ApplyAll();
            guest.StartedAt = tasks.Now;
            guest.Pid = ++cluster.LastPid;
        });

    public ApiAnswer? Stop(ApiCall call, GuestKind kind) =>
        Queue(call, kind, "hastop", $"Requesting HA stop for {kind.Label()} {call.Vmid}", resource => resource.State = "stopped", (guest, _) => GuestPower.SwitchOff(guest));

    /// <param name="isRestarted">Relocated instead of migrated: stopped here, started there.</param>
    public ApiAnswer? Migrate(ApiCall call, GuestKind kind, string target, bool isRestarted) =>
        Queue(call, kind, "hamigrate", $"Requesting HA migration for {kind.Label()} {call.Vmid} to node {target}", _ => { }, (guest, cluster) =>
        {
            foreach (var volume in cluster.Volumes.Where(volume => guest.Owns(volume) && volume.Node == guest.Node).ToArray())
            {
                cluster.Volumes.Remove(volume);
                cluster.Volumes.Add(volume with { Node = target });
            }

            guest.Node = target;
            if (isRestarted && guest.IsRunning)
                guest.StartedAt = tasks.Now;
        });

    private ApiAnswer? Queue(ApiCall call, GuestKind kind, string type, string line, Action<HaResource> request, Action<Guest, ClusterDocument> act)
    {
        var isManaged = tasks.State.Read(cluster => cluster.FindGuest(call.Node, kind, call.Vmid) is { } guest && cluster.FindHaResource(guest) is { State: not "ignored" });
        if (!isManaged)
            return null;

        return tasks.Begin(call, type, async worker =>
        {
            await worker.LogAsync(line, 0.5);
            tasks.State.Change(cluster => cluster.FindHaResource(cluster.Require(call.Node, kind, call.Vmid)) is { } resource ? Note(resource, request) : null);
            runner.Later(Delay, () => tasks.State.Change(cluster =>
            {
                if (cluster.FindGuest(call.Node, kind, call.Vmid) is { Lock: null } guest)
                    act(guest, cluster);
            }));
        });
    }

    private static HaResource Note(HaResource resource, Action<HaResource> request)
    {
        request(resource);
        return resource;
    }
}
