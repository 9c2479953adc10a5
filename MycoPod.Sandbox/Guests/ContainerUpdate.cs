using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>PUT /nodes/{node}/lxc/{vmid}/config: changes that are done when the answer comes.</summary>
internal sealed class ContainerUpdate(ClusterState state, Permissions permissions, SandboxClock clock)
{
    private static readonly HashSet<string> NoOptions = new(["node", "vmid", "delete", "digest", "revert"], StringComparer.Ordinal);

    public ApiAnswer Update(ApiCall call)
    {
        var options = call.Parameters.All.Where(entry => !NoOptions.Contains(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        var deletions = ParameterValues.Split(call.Parameters.OptionalText("delete") ?? "");
        if (options.Count == 0 && deletions.Length == 0 && !call.Parameters.Has("revert"))
            throw ApiException.Failure("no options specified");

        state.Change(cluster =>
        {
            var guest = cluster.Require(call.Node, GuestKind.Lxc, call.Vmid);
            Check(call, guest, options, deletions);
            var volumes = options.Where(entry => ContainerParameters.IsVolume(entry.Key))
                .Select(entry => VolumePlan.Of(cluster, entry.Key, entry.Value, "local"))
                .ToArray();

            foreach (var name in deletions)
                guest.Config.Remove(name);
            foreach (var (name, value) in options.Where(entry => !ContainerParameters.IsVolume(entry.Key)))
                guest.Config[name] = ContainerConfig.Normalize(name, value);
            foreach (var plan in volumes)
                guest.Config[plan.Key] = plan.Print(plan.Allocate(cluster, call.Node, call.Vmid, clock.Now));
        });
        return ApiAnswer.Nothing;
    }

    private void Check(ApiCall call, Guest guest, Dictionary<string, string> options, string[] deletions)
    {
        var isUnprivileged = guest.Config.GetValueOrDefault("unprivileged") == "1";
        new ContainerPermissions(permissions).Demand(call.Caller, call.Vmid, options, isUnprivileged);
        if (call.Parameters.OptionalText("digest") is { } digest && digest != GuestConfigView.Digest(guest))
            throw ApiException.Failure("detected modified configuration - file changed by other user? Try again.");
        guest.RequireUnlocked();
        if (options.ContainsKey("unprivileged"))
            throw ApiException.Failure("unable to modify read-only option: 'unprivileged'");
        foreach (var name in deletions)
        {
            if (options.ContainsKey(name))
                throw ApiException.BadParameter("delete", $"you can't use '{name}' and -delete {name} at the same time");
            if (ContainerParameters.Option(name) is null)
                throw ApiException.BadParameter("delete", $"unknown option '{name}'");
        }
    }
}
