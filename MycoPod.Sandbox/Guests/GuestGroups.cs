using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Guests.Backups;
using MycoPod.Sandbox.Guests.Containers;
using MycoPod.Sandbox.Guests.Machines;
using MycoPod.Sandbox.Guests.Migration;
using MycoPod.Sandbox.Guests.Snapshots;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>All methods about guests, put together.</summary>
internal static class GuestGroups
{
    public static IEnumerable<IEndpointGroup> All(GuestTasks tasks, TaskRunner runner, Permissions permissions, SandboxClock clock, AgentCommands commands)
    {
        var view = new GuestView(clock);
        var ha = new HaRequests(tasks, runner);
        return
        [
            .. Containers(tasks, runner, permissions, view, ha),
            .. Machines(tasks, permissions, view, ha, commands),
            new SnapshotEndpoints(GuestKind.Lxc, tasks.State, new(GuestKind.Lxc, tasks)),
            new SnapshotEndpoints(GuestKind.Qemu, tasks.State, new(GuestKind.Qemu, tasks)),
            new BackupEndpoints(tasks.State, permissions, new(tasks, runner, permissions)),
        ];
    }

    private static IEnumerable<IEndpointGroup> Containers(GuestTasks tasks, TaskRunner runner, Permissions permissions, GuestView view, HaRequests ha)
    {
        var power = new ContainerPower(tasks, runner, ha);
        yield return new ContainerPowerEndpoints(power);
        yield return new ContainerEndpoints(
            tasks.State,
            permissions,
            view,
            new(tasks, permissions, power, new(tasks, permissions, power)),
            new(new(tasks, permissions), new(tasks, permissions), new(tasks, permissions), new(GuestKind.Lxc, tasks), new(GuestKind.Lxc, tasks, permissions, ha)),
            new(tasks));
    }

    private static IEnumerable<IEndpointGroup> Machines(GuestTasks tasks, Permissions permissions, GuestView view, HaRequests ha, AgentCommands commands)
    {
        var power = new MachinePower(tasks, ha);
        yield return new MachinePowerEndpoints(power);
        yield return new AgentEndpoints(tasks, commands);
        yield return new CloudInitEndpoints(tasks);
        yield return new MachineEndpoints(
            tasks.State,
            permissions,
            view,
            new(tasks, permissions, power, new(tasks, permissions, power)),
            new(new(tasks, permissions), new(tasks, permissions), new(tasks, permissions), new(GuestKind.Qemu, tasks), new(GuestKind.Qemu, tasks, permissions, ha)),
            new(tasks));
    }
}
