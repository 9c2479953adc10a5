using System.Text;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>
/// The schema of exactly the version that the cluster runs. Each node publishes its own for everybody, with its documentation (facts:
/// Schema); it is 2 MB, so it is kept in a directory, one file a version.
/// </summary>
public sealed partial class SchemaStore(string directory) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private (string Version, ApiSchema Schema)? known;

    /// <param name="client">One that records nowhere: the answer is large and holds nothing of the cluster's.</param>
    /// <exception cref="Errors.ProxmoxException">The cluster does not answer, or does not publish it.</exception>
    /// <exception cref="FormatException">What it publishes is no schema.</exception>
    public async Task<ApiSchema> GetAsync(ProxmoxClient client, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync(ProxmoxRequest.Get("/version"), cancellationToken);
        var version = Unusual().Replace($"{answer.RequiredText("version")}-{answer.Text("repoid")}", "_");
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (known is { } kept && kept.Version == version) return kept.Schema;
            var schema = await FindAsync(version, cancellationToken) ?? await FetchAsync(client, version, cancellationToken);
            known = (version, schema);
            return schema;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private string PathOf(string version) => Path.Combine(directory, $"api-schema-{version}.js");

    /// <summary>A file that cannot be read is fetched anew.</summary>
    private async Task<ApiSchema?> FindAsync(string version, CancellationToken cancellationToken)
    {
        if (!File.Exists(PathOf(version))) return null;
        try
        {
            return ApiSchema.Read(await File.ReadAllBytesAsync(PathOf(version), cancellationToken));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task<ApiSchema> FetchAsync(ProxmoxClient client, string version, CancellationToken cancellationToken)
    {
        var request = new ProxmoxRequest("GET", "/pve-docs/api-viewer/apidoc.js", []) { Root = "" };
        var file = Encoding.UTF8.GetBytes(await client.SendForTextAsync(request, cancellationToken));
        var schema = ApiSchema.Read(file);
        Directory.CreateDirectory(directory);
        var temporary = $"{PathOf(version)}.new";
        await File.WriteAllBytesAsync(temporary, file, cancellationToken);
        File.Move(temporary, PathOf(version), overwrite: true);
        return schema;
    }

    [GeneratedRegex("[^A-Za-z0-9.-]")]
    private static partial Regex Unusual();
}
