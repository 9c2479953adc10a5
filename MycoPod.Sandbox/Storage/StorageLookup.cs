using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Storage;

internal static class StorageLookup
{
    public static StorageDefinition Require(ClusterDocument cluster, ApiCall call) => Require(cluster, call.Parameters.Text("storage"));

    public static StorageDefinition Require(ClusterDocument cluster, string id) =>
        cluster.FindStorage(id) ?? throw ApiException.Failure($"storage '{id}' does not exist");

    /// <summary>A storage that a node may use now.</summary>
    public static StorageDefinition RequireEnabled(ClusterDocument cluster, string id, string node)
    {
        var storage = Require(cluster, id);
        if (storage.IsDisabled)
            throw ApiException.Failure($"storage '{id}' is disabled");
        return storage.IsOn(node) ? storage : throw ApiException.Failure($"storage '{id}' is not available on node '{node}'");
    }

    public static string Digest(ClusterDocument cluster) => Digests.Of(cluster.Storages.Select(storage =>
        $"{storage.Type}: {storage.Id} {string.Join(',', storage.Content)} {string.Concat(storage.Options.Select(option => $"{option.Key} {option.Value}\n"))}\n"));

    /// <summary>What fails while the file is locked is told with what was being done to it.</summary>
    public static ApiAnswer Prefixed(string prefix, Func<ApiAnswer> change)
    {
        try
        {
            return change();
        }
        catch (ApiException failure) when (failure.Status == StatusCodes.Status500InternalServerError)
        {
            throw ApiException.Failure($"{prefix}: {failure.Message}");
        }
    }
}
