using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Uploads;

namespace MycoPod.Reconciler.Execution;

/// <summary>Makes a call's request, with what no plan holds: values of secrets, and the content of files.</summary>
internal sealed class RequestAssembly(AgentSecrets secrets, UploadFolder uploads)
{
    /// <summary>What has to be done before a call can be sent, or null.</summary>
    public string? Lacking(ApiCall call) => (call.Secret is { } secret && secrets.Find(secret.Name) is null ? secret.Lacking : null) ?? uploads.Lacking(call);

    /// <exception cref="FormatException">A secret or a file is lacking; nothing was sent.</exception>
    public ProxmoxRequest Of(ApiCall call)
    {
        if (Lacking(call) is { } lacking) throw new FormatException($"{lacking} Nothing was sent.");
        if (call.File is { } file) return new(call.Method, call.Path, [.. call.Parameters.Where(p => p.Key != "filename")]) { File = new(file.Name, () => uploads.Open(file)) };
        if (call.Secret is not { } secret) return new(call.Method, call.Path, call.Parameters);
        var value = secrets.Find(secret.Name) ?? throw new FormatException($"{secret.Lacking} Nothing was sent.");
        return new(call.Method, call.Path, [.. call.Parameters.Select(p => p.Key == secret.Parameter ? KeyValuePair.Create(p.Key, value) : p)]);
    }
}
