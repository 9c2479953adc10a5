using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>A drive that somebody wants: what is checked before any of it is made (PVE/API2/Qemu.pm, check_storage_access).</summary>
internal sealed class DriveOrder
{
    private const string CloudInit = "cloudinit";

    private DriveOrder(string name, IReadOnlyDictionary<string, string> keys)
    {
        Name = name;
        Keys = keys;
        File = keys["file"];
    }

    public string Name { get; }

    public IReadOnlyDictionary<string, string> Keys { get; }

    /// <summary>none, cdrom, a volume, STORAGE:GIB, STORAGE:cloudinit.</summary>
    public string File { get; }

    public string? Source => Keys.GetValueOrDefault("import-from");

    public bool IsCdrom => Keys.GetValueOrDefault("media") == "cdrom";

    public bool IsCloudInit => File.EndsWith($":{CloudInit}", StringComparison.Ordinal) || File == CloudInit;

    public bool IsNew => !IsCloudInit && MachineFormats.IsNewDisk(File);

    public bool IsEmpty => File is "none" or "cdrom";

    public string Storage => File.Split(':') is [var storage, _] ? storage : "local";

    /// <summary>In GiB.</summary>
    public double Size => double.Parse(File[(File.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    public static DriveOrder Of(string name, string value, ApiCall call, ClusterDocument cluster, Permissions permissions, string? defaultStorage)
    {
        var keys = MachineOptions.KeysOf(name).Parse(value);
        if (defaultStorage is not null && MachineFormats.IsNewDisk(keys["file"]) && !keys["file"].Contains(':', StringComparison.Ordinal))
            keys["file"] = $"{defaultStorage}:{keys["file"]}";
        var order = new DriveOrder(name, keys);
        order.Check(call, cluster, permissions);
        return order;
    }

    private void Check(ApiCall call, ClusterDocument cluster, Permissions permissions)
    {
        if (Source is not null && (!IsNew || Size != 0))
            throw ApiException.BadParameter(Name, "'import-from' requires special syntax - use <storage ID>:0,import-from=<source>");
        if (IsEmpty)
            return;
        if (File.StartsWith('/'))
            throw ApiException.Failure("Only root can pass arbitrary filesystem paths.");

        var storage = cluster.RequireStorage(Storage);
        if (IsNew || IsCloudInit)
        {
            permissions.Require(call.Caller, $"/storage/{Storage}", "Datastore.AllocateSpace");
            if (!storage.Holds("images"))
                throw ApiException.BadParameter("storage", $"storage '{Storage}' does not support vm images");
        }
        else
        {
            RequireReadable(call, permissions, Storage);
        }

        if (Source is not null)
            CheckSource(call, cluster, permissions, Source);
    }

    private void CheckSource(ApiCall call, ClusterDocument cluster, Permissions permissions, string source)
    {
        if (source.StartsWith('/'))
            throw ApiException.Failure("Only root can pass arbitrary filesystem paths.");
        var id = source.Split(':')[0];
        cluster.RequireStorage(id);
        RequireReadable(call, permissions, id);
        var content = cluster.FindVolume(call.Node, source)?.Content ?? ContentOf(source);
        if (content is not ("images" or "import"))
            throw ApiException.BadParameter(Name, $"{source} has wrong type '{content}' - needs to be 'images' or 'import'");
    }

    private static void RequireReadable(ApiCall call, Permissions permissions, string storage)
    {
        permissions.RequireAny(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace", "Datastore.Audit");
    }

    /// <summary>The first part of a volume's name says what it is, whether it exists or not.</summary>
    private static string ContentOf(string volume) => volume.Split(':', 2)[^1].Split('/') switch
    {
        ["iso" or "vztmpl" or "backup" or "snippets" or "import", ..] parts => parts[0],
        _ => "images",
    };
}
