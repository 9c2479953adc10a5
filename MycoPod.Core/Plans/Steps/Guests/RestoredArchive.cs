using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>The backup that a guest is restored from.</summary>
internal static class RestoredArchive
{
    public static IEnumerable<string> Check(string archive, GuestKind kind, string? storage)
    {
        if (!Names.IsBackup(archive)) yield return $"'{archive}' is no backup, as in tank:backup/vzdump-lxc-101-2026_01_02-03_04_05.tar.zst.";
        else if (IsOther(archive, kind)) yield return $"{Names.FileOf(archive)} is no backup of a {kind.Noun()}.";
        if (storage is not null && !Names.IsStorage(storage)) yield return $"'{storage}' is no storage name.";
    }

    public static IEnumerable<string> CheckOn(PlannedCluster cluster, NodeName node, string archive, GuestKind kind, string? storage)
    {
        if (!cluster.HasVolume(node, archive)) yield return $"{node} has no backup {archive}.";
        if (storage is null) yield break;
        foreach (var problem in cluster.CheckStorage(node, storage, kind == GuestKind.Vm ? "images" : "rootdir")) yield return problem;
    }

    private static bool IsOther(string archive, GuestKind kind) => kind == GuestKind.Vm
        ? archive.Contains("vzdump-lxc-", StringComparison.Ordinal) || archive.Contains("backup/ct/", StringComparison.Ordinal)
        : archive.Contains("vzdump-qemu-", StringComparison.Ordinal) || archive.Contains("backup/vm/", StringComparison.Ordinal);
}
