using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Storages;

/// <summary>Reads what a storage is, by its type; what is missing is asked for.</summary>
internal sealed class StorageSourceReader(Clause clause, Draft draft)
{
    public (string? Type, List<StorageSource> Source) Read()
    {
        var type = clause.Take(Slot.StorageType)?["x"];
        clause.TakeAll(Slot.StorageType);
        type ??= clause.Has(Slot.Export) ? "nfs" : clause.Has(Slot.Share) ? "cifs" : clause.Has(Slot.Dataset) ? "zfspool" : clause.Has(Slot.Path) ? "dir" : null;
        return (type, type switch
        {
            "nfs" => Nfs(),
            "cifs" => Cifs(),
            "dir" => [Needed("path", clause.Take(Slot.Path)?["x"], "Which directory?"), .. clause.TakeFlag("shared") ? [new StorageSource("shared", "1")] : Array.Empty<StorageSource>()],
            "zfspool" => [Needed("pool", clause.Take(Slot.Dataset)?["x"] ?? clause.Take(Slot.Pool)?["x"], "Which ZFS pool or dataset?")],
            "lvmthin" => [Needed("vgname", clause.Take(Slot.Vg)?["x"], "Which volume group?"), Needed("thinpool", clause.Take(Slot.ThinPool)?["x"], "Which thin pool?")],
            "pbs" => Pbs(),
            _ => [],
        });
    }

    private StorageSource Needed(string name, string? value, string question)
    {
        if (value is null) draft.Ask(question);
        return new(name, value ?? "");
    }

    private string? Server() => clause.Take(Slot.Server)?["x"] ?? clause.Take(Slot.Ip)?["a"] ?? clause.Take(Slot.Cidr)?["x"] ?? clause.Take(Slot.TrafficSource)?["x"];

    /// <summary>Where the text names no server, the one that another NFS storage of the cluster uses.</summary>
    private List<StorageSource> Nfs()
    {
        var whole = clause.Take(f => f.Slot == Slot.Export && f["x"].Contains(":/", StringComparison.Ordinal))?["x"].Split(':', 2);
        var (server, export) = whole is [var host, var path] ? (host, path) : (Server(), (clause.Take(Slot.Export) ?? clause.Take(Slot.Path))?["x"]);
        var known = draft.Cluster.Rows("/storage").FirstOrDefault(r => r.Text("type") == "nfs");
        if (server is null && export is null && clause.Take(Slot.Storage, "existing") is not null && known is { ValueKind: System.Text.Json.JsonValueKind.Object } row)
        {
            (server, export) = (row.Text("server"), row.Text("export"));
            draft.Assume($"No NFS server is said: {server}, export {export}, which storage {row.Text("storage")} uses.");
        }

        List<StorageSource> source = [Needed("server", server, "Which NFS server?"), Needed("export", export, "Which export of the NFS server?")];
        if (clause.Take(Slot.NfsVersion)?["x"] is { } version) source.Add(new("options", $"vers={version.ToLowerInvariant().Replace("nfs", "", StringComparison.Ordinal).Replace("vers=", "", StringComparison.Ordinal).TrimStart('v')}"));
        return source;
    }

    private List<StorageSource> Cifs()
    {
        var parts = clause.Take(Slot.Share)?["x"].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (server, share) = parts is [var host, var name, ..] ? (host, name) : (Server(), clause.Take(Slot.ShareName)?["x"]);
        List<StorageSource> source = [Needed("server", server, "Which server?"), Needed("share", share, "Which share?")];
        if (Account() is { } user) source.Add(new("username", user));
        return source;
    }

    private List<StorageSource> Pbs()
    {
        var server = Server();
        var datastore = (clause.Take(Slot.Datastore) ?? clause.Take(f => f.Slot == Slot.Storage && f.Role == "name"))?["x"];
        var fingerprint = clause.Take(Slot.Fingerprint)?["x"];
        List<StorageSource> source =
        [
            Needed("server", server, "Which Proxmox Backup Server?"),
            Needed("datastore", datastore, "Which datastore of the Proxmox Backup Server?"),
            Needed("username", Account(), "Which user of the Proxmox Backup Server, as in backup@pbs?"),
        ];
        if (fingerprint is not null) source.Add(new("fingerprint", fingerprint));
        else draft.Assume($"No fingerprint is said: the certificate of {server} has to be one that the nodes trust.");
        return source;
    }

    private string? Account() => clause.Take(f => f.Slot is Slot.Account or Slot.User)?["x"];
}
