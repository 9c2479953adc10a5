using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>
/// POST /nodes/{node}/lxc. The configuration exists, locked, from the answer on; a task that fails takes it away again,
/// and one whose process dies leaves it locked, as the real server does.
/// </summary>
internal sealed class ContainerCreation(GuestTasks tasks, Permissions permissions, ContainerPower power, ContainerRestore restore)
{
    private static readonly (string Template, int Systemd)[] NewSystemd = [("ubuntu-24.04", 255), ("debian-13", 257)];

    public ApiAnswer Create(ApiCall call)
    {
        if (call.Parameters.Flag("restore"))
            return restore.Restore(call);

        var order = tasks.State.Change(cluster =>
        {
            var order = ContainerOrder.Of(call, cluster, permissions);
            cluster.Guests.Add(new()
            {
                Vmid = order.Vmid,
                Kind = GuestKind.Lxc,
                Node = order.Node,
                CreatedAt = tasks.Now,
                Pool = order.Pool,
                Config = new(StringComparer.Ordinal) { ["lock"] = "create" },
            });
            return order;
        });
        return tasks.BeginLocked(call, GuestKind.Lxc, "vzcreate", worker => WorkAsync(worker, order));
    }

    private async Task WorkAsync(TaskWorker worker, ContainerOrder order)
    {
        try
        {
            await BuildAsync(worker, order);
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            tasks.State.Change(cluster => cluster.RemoveGuest(order.Node, order.Vmid));
            throw new TaskFailureException($"unable to create CT {order.Vmid} - {failure.Message}");
        }

        if (order.StartsAfterwards)
            power.Start(order.Node, order.Vmid, order.Caller);
    }

    private async Task BuildAsync(TaskWorker worker, ContainerOrder order)
    {
        foreach (var plan in order.Volumes)
            await MakeVolumeAsync(worker, order, plan);

        var template = tasks.State.Read(cluster => cluster.FindVolume(order.Node, order.Template))
            ?? throw new TaskFailureException($"volume '{order.Template}' does not exist");
        var storage = tasks.State.Read(cluster => cluster.FindStorage(template.Storage));
        await worker.LogAsync($"extracting archive '{storage?.Path}/template/cache/{order.Template[(order.Template.IndexOf('/', StringComparison.Ordinal) + 1)..]}'", 2.2);
        await worker.LogAsync(ExtractedSize(template), 0.4);
        await worker.LogAsync("Detected container architecture: amd64", 0.3);
        WarnOfSystemd(worker, order);
        tasks.State.Change(cluster => Complete(cluster.Require(order.Node, GuestKind.Lxc, order.Vmid), order));
    }

    /// <summary>Newer systemd wants more than a container has by itself; the task succeeds with a warning.</summary>
    private static void WarnOfSystemd(TaskWorker worker, ContainerOrder order)
    {
        var (_, version) = NewSystemd.FirstOrDefault(system => order.Template.Contains(system.Template, StringComparison.Ordinal));
        var isNested = order.Options.TryGetValue("features", out var features) && ContainerKeys.Features.Parse(features).GetValueOrDefault("nesting") == "1";
        if (version > 0 && !isNested)
            worker.Warn($"Systemd {version} detected. You may need to enable nesting.");
    }

    private async Task MakeVolumeAsync(TaskWorker worker, ContainerOrder order, VolumePlan plan)
    {
        var volume = tasks.State.Change(cluster =>
        {
            var volume = plan.Allocate(cluster, order.Node, order.Vmid, tasks.Now);
            cluster.Require(order.Node, GuestKind.Lxc, order.Vmid).Config[plan.Key] = plan.Print(volume);
            return volume;
        });
        await worker.LogAsync(VolumeLog.Allocated(plan.Storage, volume), 0.4);
        foreach (var line in VolumeLog.Formatted(volume.Size))
            await worker.LogAsync(line, 0.15);
    }

    /// <summary>Archives unpack to about twice their size; the rate is only decoration.</summary>
    private static string ExtractedSize(Volume template)
    {
        var bytes = template.Size * 2 / 10240 * 10240;
        return $"Total bytes read: {bytes} ({bytes >> 20}MiB, 243MiB/s)";
    }

    private static void Complete(Guest guest, ContainerOrder order)
    {
        foreach (var (name, value) in order.Options)
            guest.Config[name] = value;
        guest.Config.Remove("lock");
        guest.Config.TryAdd("arch", "amd64");
        guest.Config.TryAdd("hostname", $"CT{order.Vmid}");
        guest.Config.TryAdd("memory", "512");
        guest.Config.TryAdd("swap", "512");
        guest.Config.TryAdd("ostype", DetectSystem(order.Template));
    }

    private static string DetectSystem(string template) =>
        ContainerParameters.Option("ostype")?.Choices?.FirstOrDefault(name => template.Contains($"/{name}-", StringComparison.Ordinal)) ?? "unmanaged";
}
