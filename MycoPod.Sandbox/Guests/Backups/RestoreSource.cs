using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Backups;

/// <summary>The backup file that a guest is restored from.</summary>
internal static class RestoreSource
{
    public static void RequireAccess(ApiCall call, ClusterDocument cluster, Permissions permissions, string archive)
    {
        if (archive.StartsWith('/') || archive == "-")
            throw ApiException.Failure("Only root can pass arbitrary filesystem paths.");
        if (archive.Split(':', 2) is not [var storage, _])
            throw ApiException.Failure($"unable to parse volume ID '{archive}'");
        cluster.RequireStorage(storage);
        permissions.RequireAny(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace", "Datastore.Audit");
    }

    public static GuestBackup Require(ClusterDocument cluster, string node, string archive, GuestKind kind)
    {
        var backup = cluster.FindVolume(node, archive) is null ? null : cluster.Backups.Find(backup => backup.Volume == archive);
        return backup is { } found && found.Kind == kind ? found : throw ApiException.Failure($"volume '{archive}' does not exist");
    }

    /// <summary>Where the file is on the node.</summary>
    public static string PathOf(ClusterDocument cluster, string archive)
    {
        var parts = archive.Split(':', 2);
        return $"{cluster.FindStorage(parts[0])?.Path}/dump/{Path.GetFileName(parts[1])}";
    }

    public static string Unpacker(string file) => Path.GetExtension(file) switch
    {
        ".zst" => "zstd -q -d -c",
        ".gz" => "zcat",
        ".lzo" => "lzop -d -c",
        _ => "cat",
    };
}
