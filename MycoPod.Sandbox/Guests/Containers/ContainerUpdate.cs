using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>PUT /nodes/{node}/lxc/{vmid}/config: changes that are done, or pending, when the answer comes (PVE/LXC/Config.pm, update_pct_config).</summary>
internal sealed class ContainerUpdate(GuestTasks tasks, Permissions permissions)
{
    private static readonly HashSet<string> NoOptions = new(["node", "vmid", "delete", "digest", "revert"], StringComparer.Ordinal);

    /// <summary>What a running container takes, and what it gives away, at once; everything else waits for its next start (vmconfig_hotplug_pending).</summary>
    private static readonly HashSet<string> LiveToGo = new(
        ["cores", "cpulimit", "cpuunits", "description", "hookscript", "hostname", "lock", "net", "onboot", "protection", "startup", "swap", "tags"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Live = new([.. LiveToGo, "memory", "mp"], StringComparer.Ordinal);

    public ValueTask<ApiAnswer> UpdateAsync(ApiCall call)
    {
        var options = call.Parameters.All.Where(entry => !NoOptions.Contains(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        var deletions = ParameterValues.Split(call.Parameters.OptionalText("delete") ?? "");
        if (options.Count == 0 && deletions.Length == 0 && !call.Parameters.Has("revert"))
            throw ApiException.Failure("no options specified");

        return tasks.LockedAsync(call, GuestKind.Lxc, () =>
        {
            tasks.State.Change(cluster => Apply(cluster, call, options, deletions));
            return ApiAnswer.Nothing;
        });
    }

    private Guest Apply(ClusterDocument cluster, ApiCall call, Dictionary<string, string> options, string[] deletions)
    {
        var guest = cluster.Require(call.Node, GuestKind.Lxc, call.Vmid);
        Check(call, guest, options, deletions);
        var volumes = options.Where(entry => ContainerParameters.IsVolume(entry.Key) && !IsOwn(guest, entry.Value))
            .Select(entry => VolumePlan.Of(cluster, entry.Key, entry.Value, "local"))
            .ToArray();
        var made = volumes.ToDictionary(plan => plan.Key, plan => plan.Print(plan.Allocate(cluster, call.Node, call.Vmid, tasks.Now)), StringComparer.Ordinal);

        var changes = new ConfigChanges(cluster, guest);
        foreach (var name in ParameterValues.Split(call.Parameters.OptionalText("revert") ?? ""))
            changes.Revert(name);
        foreach (var name in deletions)
            Delete(changes, guest, name);
        foreach (var (name, value) in options)
            changes.Set(name, made.GetValueOrDefault(name) ?? ContainerConfig.Normalize(name, value));
        changes.Apply(name => Is(Live, guest, name), name => Is(LiveToGo, guest, name));
        return guest;
    }

    private static bool Is(HashSet<string> live, Guest guest, string name) => !guest.IsRunning || live.Contains(ContainerParameters.Option(name)?.Name ?? name);

    private static void Delete(ConfigChanges changes, Guest guest, string name)
    {
        if (name.StartsWith("unused", StringComparison.Ordinal) && guest.Config.Remove(name, out var volume))
            changes.Free(GuestVolumes.VolumeOf(volume));
        else
            changes.Delete(name, isForced: false);
    }

    /// <summary>A mount point with a volume that is there: its options change, or an unused volume is used again.</summary>
    private static bool IsOwn(Guest guest, string value) =>
        guest.Config.Values.Any(known => GuestVolumes.VolumeOf(known) == GuestVolumes.VolumeOf(value));

    private void Check(ApiCall call, Guest guest, Dictionary<string, string> options, string[] deletions)
    {
        var isUnprivileged = guest.Config.GetValueOrDefault("unprivileged") == "1";
        var demands = new ContainerPermissions(permissions);
        demands.Demand(call.Caller, call.Vmid, deletions.ToDictionary(name => name, _ => "", StringComparer.Ordinal), isUnprivileged);
        demands.Demand(call.Caller, call.Vmid, options, isUnprivileged);
        guest.RequireDigest(call.Parameters.OptionalText("digest"));
        guest.RequireUnlocked();
        if (options.ContainsKey("unprivileged"))
            throw ApiException.Failure("unable to modify read-only option: 'unprivileged'");
        foreach (var name in options.Keys.Where(ContainerParameters.IsVolume))
            guest.RequireUnprotected($"can't update CT {guest.Vmid} drive '{name}'");
        foreach (var name in deletions)
        {
            if (options.ContainsKey(name))
                throw ApiException.BadParameter("delete", $"you can't use '{name}' and -delete {name} at the same time");
            if (ContainerParameters.Option(name) is not { } option)
                throw ApiException.BadParameter("delete", $"unknown option '{name}'");
            if (option.Name is "memory" or "rootfs")
                throw ApiException.Failure($"unable to delete required option '{name}'");
            if (option.Name is "unprivileged")
                throw ApiException.Failure($"unable to delete read-only option: '{name}'");
            if (option.Name is "mp" or "unused")
                guest.RequireUnprotected($"can't remove CT {guest.Vmid} drive '{name}'");
        }
    }
}
