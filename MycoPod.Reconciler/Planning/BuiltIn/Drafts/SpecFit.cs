using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>What is said of a guest that guests of its kind do not know: it is told, never passed over.</summary>
internal static class SpecFit
{
    public static void Check(Spec spec, GuestKind kind, string name, Draft draft)
    {
        foreach (var odd in kind == GuestKind.Ct ? OddOfContainers(spec) : OddOfVms(spec)) draft.Problem($"{name} is a {kind.Noun()}: it has no {odd}.");
    }

    private static IEnumerable<string> OddOfContainers(Spec spec)
    {
        if (spec.Sockets > 1) yield return "sockets";
        if (spec.BalloonMiB > 0) yield return "ballooning";
        if (spec.CpuType is not null) yield return "CPU type";
        if (spec.Machine is not null) yield return "machine type";
        if (spec.ScsiController is not null) yield return "SCSI controller";
        if (spec.Display is not null) yield return "display of its own";
        if (spec.Uefi || spec.Tpm || spec.SecureBoot == true) yield return "firmware";
        if (spec.Agent == true) yield return "guest agent";
        if (spec.Discard == true || spec.Ssd == true) yield return "discard or SSD emulation";
        if (spec.Hotplug is not null) yield return "hotplugging to switch";
    }

    private static IEnumerable<string> OddOfVms(Spec spec)
    {
        if (spec.SwapMiB > 0) yield return "swap that Proxmox sets";
        if (spec.Nesting == true || spec.KeyControl == true || spec.Fuse == true) yield return "features of a container";
        if (spec.Mounts.Count > 0) yield return "mount points: it mounts its disks itself";
    }
}
