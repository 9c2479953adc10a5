using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans;

/// <summary>One call of the Proxmox API, as it is shown and as it is sent.</summary>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Path">Below <c>/api2/json</c>, as in <c>/nodes/pve1/lxc</c>.</param>
/// <param name="Task">What it starts; null where the answer itself says that it is done.</param>
public sealed record ApiCall(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Parameters, StartedTask? Task = null) : StepCall
{
    public ApiCall(string method, string path, StartedTask? task = null)
        : this(method, path, [], task)
    {
    }

    /// <summary>The parameter that is filled in when it is sent, or null.</summary>
    public SecretParameter? Secret { get; init; }

    /// <summary>A file that goes along, or null.</summary>
    public FileToSend? File { get; init; }

    /// <summary>The technical note: <c>POST /nodes/pve1/lxc  vmid={id of web-1} hostname=web-1 …</c></summary>
    public override string Note => Parameters.Count == 0
        ? $"{Method} {Path}"
        : $"{Method} {Path}  {string.Join(' ', Parameters.Select(p => $"{p.Key}={p.Value}"))}";
}
