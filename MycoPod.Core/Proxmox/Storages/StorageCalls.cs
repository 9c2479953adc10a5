using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Tasks;

namespace MycoPod.Core.Proxmox.Storages;

/// <summary>Calls about storages and what is on them.</summary>
public static partial class StorageCalls
{
    private static readonly TimeSpan UploadPatience = TimeSpan.FromHours(2);

    /// <summary>Puts a file on a storage of a node. The node keeps it in <c>/var/tmp</c> first; the task then copies it to its place.</summary>
    /// <param name="content"><c>iso</c>, <c>vztmpl</c> or <c>import</c>; nothing else can be uploaded (facts: HTTP).</param>
    /// <exception cref="ArgumentException">The name holds something else than letters, digits, <c>. _ -</c> and <c>+</c>.</exception>
    public static async Task<Upid> UploadAsync(
        this ProxmoxClient client, NodeName node, string storage, string content, UploadedFile file, CancellationToken cancellationToken)
    {
        if (!FileName().IsMatch(file.Name)) throw new ArgumentException($"'{file.Name}' is no name for an upload: letters, digits, dots, hyphens, _ and + only.", nameof(file));
        var request = new ProxmoxRequest("POST", $"/nodes/{node}/storage/{storage}/upload", [new("content", content)]) { File = file, Patience = UploadPatience };
        return Upid.Parse((await client.SendAsync(request, cancellationToken)).ToString());
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_+\-][A-Za-z0-9._+\-]{0,254}\z")]
    private static partial Regex FileName();
}
