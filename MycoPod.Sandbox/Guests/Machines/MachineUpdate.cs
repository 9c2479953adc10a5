using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>PUT and POST …/config and PUT …/unlink: the same change, at once or as a task (PVE/API2/Qemu.pm, update_vm_api).</summary>
internal sealed class MachineUpdate(GuestTasks tasks, Permissions permissions)
{
    private delegate Task TaskLog(string line, double seconds);

    public ValueTask<ApiAnswer> UpdateAsync(ApiCall call) => ChangeAsync(call, "delete", isTask: false);

    public ValueTask<ApiAnswer> UpdateAsTaskAsync(ApiCall call) => ChangeAsync(call, "delete", isTask: true);

    public ValueTask<ApiAnswer> UnlinkAsync(ApiCall call) => ChangeAsync(call, "idlist", isTask: false);

    private async ValueTask<ApiAnswer> ChangeAsync(ApiCall call, string deletionList, bool isTask)
    {
        GuestPower.RequireRootForSkipLock(call);
        var options = MachineParameters.OptionsOf(call.Parameters);
        options.Remove("idlist");
        var deletions = ParameterValues.Split(call.Parameters.OptionalText(deletionList) ?? "");
        if (options.Count == 0 && deletions.Length == 0 && !call.Parameters.Has("revert"))
            throw ApiException.Failure("no options specified");

        PublicKeys.Require(Uri.UnescapeDataString(options.GetValueOrDefault("sshkeys") ?? ""));
        Change change;
        using (await tasks.TakeAsync(call, GuestKind.Qemu))
        {
            change = new(call, options, deletions, tasks.State.Read(cluster => Check(call, cluster, options, deletions)));
            if (!isTask)
            {
                await ApplyAsync(change, (_, _) => Task.CompletedTask);
                return ApiAnswer.Nothing;
            }
        }

        return tasks.BeginLocked(call, GuestKind.Qemu, "qmconfig", async worker =>
        {
            await worker.LogAsync($"update VM {call.Vmid}: {Words(call)}", 0.3);
            await ApplyAsync(change, worker.LogAsync);
        });
    }

    private List<DriveOrder> Check(ApiCall call, ClusterDocument cluster, SortedDictionary<string, string> options, string[] deletions)
    {
        foreach (var name in deletions.Where(options.ContainsKey))
            throw ApiException.BadParameter("delete", $"you can't use '-{name}' and -delete {name}' at the same time");
        foreach (var name in deletions.Where(name => MachineOptions.Find(name) is null && name is not ("parent" or "vmstate" or "meta")))
            throw ApiException.BadParameter("delete", $"unknown option '{name}'");

        var orders = options.Where(entry => MachineOptions.IsDrive(entry.Key))
            .Select(entry => DriveOrder.Of(entry.Key, entry.Value, call, cluster, permissions, defaultStorage: null))
            .ToList();
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        var demands = new MachinePermissions(permissions);
        demands.Demand(call.Caller, call.Vmid, deletions.ToDictionary(name => name, name => guest.Config.GetValueOrDefault(name) ?? "", StringComparer.Ordinal));
        demands.Demand(call.Caller, call.Vmid, options);
        guest.RequireDigest(call.Parameters.OptionalText("digest"));
        if (!call.Parameters.Flag("skiplock"))
            guest.RequireUnlocked();
        RequireSensible(guest, options, deletions, orders);
        return orders;
    }

    private static void RequireSensible(Guest guest, SortedDictionary<string, string> options, string[] deletions, List<DriveOrder> orders)
    {
        var memory = long.Parse(options.GetValueOrDefault("memory") is { } wanted ? MachineConfig.Normalize("memory", wanted) : guest.Config.GetValueOrDefault("memory") ?? "512");
        if (options.TryGetValue("balloon", out var balloon) && long.Parse(balloon) > memory)
            throw ApiException.Failure("balloon value too large (must be smaller than assigned memory)");
        foreach (var order in orders.Where(order => order.IsCloudInit))
        {
            if (guest.Config.FirstOrDefault(entry => entry.Key != order.Name && GuestVolumes.IsCloudInit(entry.Value)).Key is { } taken)
                throw ApiException.Failure($"{order.Name} - cloud-init drive is already attached at '{taken}'");
        }

        RequireBootDevices(guest, options, deletions);
        foreach (var name in deletions.Where(guest.IsDriveOrMount))
            guest.RequireUnprotected($"can't remove drive '{name}'");
    }

    private async Task ApplyAsync(Change change, TaskLog log)
    {
        var call = change.Call;
        var drives = await new DriveBuilder(tasks, call.Node, call.Vmid, (line, seconds) => log(line, seconds)).BuildAllAsync(change.Orders);
        tasks.State.Change(cluster =>
        {
            var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
            var changes = new ConfigChanges(cluster, guest);
            foreach (var name in ParameterValues.Split(call.Parameters.OptionalText("revert") ?? ""))
                changes.Revert(name);
            foreach (var name in change.Deletions)
                Delete(changes, guest, name, call.Parameters.Flag("force"));
            foreach (var (name, value) in change.Options)
                changes.Set(name, drives.GetValueOrDefault(name) ?? MachineConfig.Normalize(name, value));
            changes.Apply(name => MachineConfig.IsLive(guest, name));
        });
    }

    /// <summary>Deleting an unused disk destroys it.</summary>
    private static void Delete(ConfigChanges changes, Guest guest, string name, bool isForced)
    {
        if (name.StartsWith("unused", StringComparison.Ordinal) && guest.Config.Remove(name, out var volume))
        {
            if (!guest.IsInSnapshot(volume))
                changes.Free(volume);
            return;
        }

        changes.Delete(name, isForced);
        RemoveFromBoot(changes, guest, name);
    }

    private static void RemoveFromBoot(ConfigChanges changes, Guest guest, string name)
    {
        var boot = guest.Pending.GetValueOrDefault("boot") ?? guest.Config.GetValueOrDefault("boot") ?? "";
        var order = MachineKeys.Boot.Parse(boot).GetValueOrDefault("order") is { } text ? ParameterValues.Split(text) : [];
        if (order.Contains(name, StringComparer.Ordinal))
            changes.Set("boot", "order=" + string.Join(';', order.Where(device => device != name)));
    }

    private static void RequireBootDevices(Guest guest, SortedDictionary<string, string> options, string[] deletions)
    {
        if (!options.TryGetValue("boot", out var boot) || MachineKeys.Boot.Parse(boot).GetValueOrDefault("order") is not { } order)
            return;
        foreach (var device in ParameterValues.Split(order))
        {
            var exists = options.ContainsKey(device) || guest.Config.ContainsKey(device) || guest.Pending.ContainsKey(device);
            if (!exists || deletions.Contains(device, StringComparer.Ordinal))
                throw ApiException.Failure($"invalid bootorder: device '{device}' does not exist'");
        }
    }

    /// <summary>The request as its task's log repeats it, without what is secret.</summary>
    private static string Words(ApiCall call) => string.Join(' ', call.Parameters.All
        .Where(entry => entry.Key is not ("node" or "vmid" or "background_delay"))
        .Select(entry => $"-{entry.Key} {(entry.Key == "cipassword" ? "<hidden>" : entry.Value)}"));

    private sealed record Change(ApiCall Call, SortedDictionary<string, string> Options, string[] Deletions, List<DriveOrder> Orders);
}
