using System.Text.Json;

namespace MycoPod.Reconciler.Planning;

/// <summary>Reads what the inventory leaves out, where a text turns on it: snapshots, backups, users, firewall rules.</summary>
internal interface IClusterLook
{
    /// <summary>The <c>data</c> of a GET, or null where it cannot be seen.</summary>
    /// <param name="path">Below <c>/api2/json</c>.</param>
    Task<JsonElement?> ReadAsync(string path, CancellationToken cancellationToken);
}
