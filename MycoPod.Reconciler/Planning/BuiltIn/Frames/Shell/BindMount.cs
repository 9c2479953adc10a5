using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Shell;

/// <summary>The command on a node that lends a folder of it to a container.</summary>
internal static class BindMount
{
    public static RunOnNode Of(Target target, string host, string inside, bool isReadOnly)
    {
        var taken = target.Existing?.Settings.Keys.ToHashSet(StringComparer.Ordinal) ?? [.. Enumerable.Range(0, target.Made?.Spec.Mounts.Count ?? 0).Select(n => $"mp{n}")];
        var slot = DiskSlots.Free(taken, "mp");
        var id = target.Existing is { } guest ? $"{guest.Vmid}" : $"\"$(pct list | awk '$NF == \"{target.Name}\" {{ print $1 }}')\"";
        return new(target.Node, $"pct set {id} -{slot} {host},mp={inside}{(isReadOnly ? ",ro=1" : "")}", Check: null);
    }
}
