using System.Text.Json.Nodes;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Storage;

internal static class StorageView
{
    public static JsonObject Entry(ClusterDocument cluster, string node, StorageDefinition storage)
    {
        var view = Status(cluster, node, storage);
        view["storage"] = storage.Id;
        view["used_fraction"] = (double)Used(cluster, node, storage) / storage.Size;
        return view;
    }

    public static JsonObject Status(ClusterDocument cluster, string node, StorageDefinition storage)
    {
        var used = Used(cluster, node, storage);
        return new()
        {
            ["type"] = storage.Type,
            ["content"] = string.Join(',', storage.Content),
            ["shared"] = storage.IsShared ? 1 : 0,
            ["enabled"] = storage.IsDisabled ? 0 : 1,
            ["active"] = storage.IsDisabled ? 0 : 1,
            ["total"] = storage.Size,
            ["used"] = used,
            ["avail"] = storage.Size - used,
        };
    }

    public static JsonObject Resource(ClusterDocument cluster, string node, StorageDefinition storage) => new()
    {
        ["id"] = $"storage/{node}/{storage.Id}",
        ["type"] = "storage",
        ["storage"] = storage.Id,
        ["node"] = node,
        ["plugintype"] = storage.Type,
        ["content"] = string.Join(',', storage.Content),
        ["shared"] = storage.IsShared ? 1 : 0,
        ["status"] = storage.IsDisabled || cluster.FindNode(node) is { IsLost: true } ? "unknown" : "available",
        ["disk"] = Used(cluster, node, storage),
        ["maxdisk"] = storage.Size,
    };

    public static JsonObject Content(StorageDefinition storage, Volume volume)
    {
        var view = new JsonObject
        {
            ["volid"] = volume.Id,
            ["content"] = volume.Content,
            ["format"] = Format(volume),
            ["size"] = volume.Size,
            ["ctime"] = volume.CreatedAt.ToUnixTimeSeconds(),
        };
        if (volume.Vmid is { } vmid)
            view["vmid"] = vmid;
        if (volume.Notes is not null)
            view["notes"] = volume.Notes;
        if (volume.IsProtected)
            view["protected"] = 1;
        if (volume.Content == "backup")
            view["subtype"] = Pruning.IsContainer(volume) ? "lxc" : "qemu";
        if (volume.Content is not ("images" or "rootdir") || !storage.HoldsFiles)
            return view;

        view["used"] = volume.Used;
        view["parent"] = null;
        return view;
    }

    /// <summary>Templates are told apart by their compression: tgz, txz, tzst.</summary>
    public static string Format(Volume volume) => volume.Content == "vztmpl"
        ? $"t{volume.Id[(volume.Id.LastIndexOf('.') + 1)..]}"
        : volume.Content is "iso" or "import" && volume.Format.Length == 0 ? volume.Id[(volume.Id.LastIndexOf('.') + 1)..] : volume.Format;

    private static long Used(ClusterDocument cluster, string node, StorageDefinition storage) =>
        storage.Reserved.GetValueOrDefault(node, 2L << 30) + cluster.VolumesOn(node, storage).Sum(volume => volume.Used == 0 ? volume.Size : volume.Used);
}
