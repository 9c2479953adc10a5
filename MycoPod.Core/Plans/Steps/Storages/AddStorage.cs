using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Storages;

/// <summary>
/// Makes a place known to the cluster in which it may keep things. What is there already stays. The password of a share or backup server
/// stands in no plan: the step names the secret that the Agent keeps it under.
/// </summary>
/// <param name="Type">dir, nfs, cifs, lvmthin, zfspool or pbs.</param>
/// <param name="Content">What it may hold, in the API's words: images, rootdir, vztmpl, iso, backup, snippets, import.</param>
/// <param name="Nodes">Where it is used; empty for everywhere.</param>
/// <param name="Source">What it is, in the API's names: server and export of NFS, path of a directory, vgname and thinpool of LVM-thin, server, datastore and username of PBS …</param>
/// <param name="Secret">The name of the Agent's secret that holds the password of username, for cifs and pbs; null for none.</param>
public sealed record AddStorage(string Name, string Type, IReadOnlyList<string> Content, IReadOnlyList<NodeName> Nodes, IReadOnlyList<StorageSource> Source, string? Secret = null) : ResourceStep
{
    public const string KindName = "add-storage";

    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Sources = new(StringComparer.Ordinal)
    {
        ["dir"] = (["path"], ["is_mountpoint", "mkdir", "shared"]),
        ["nfs"] = (["server", "export"], ["options", "path"]),
        ["cifs"] = (["server", "share"], ["username", "domain", "smbversion", "subdir", "options"]),
        ["lvmthin"] = (["vgname", "thinpool"], []),
        ["zfspool"] = (["pool"], ["sparse", "blocksize"]),
        ["pbs"] = (["server", "datastore", "username"], ["fingerprint", "namespace", "port"]),
    };

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new("storage", "added");

    public override string Noun => $"storage {Name}";

    public override string Title => $"Add {Noun}: {Type} {string.Join(", ", Source.Select(s => $"{s.Name} {s.Value}"))}, {(Secret is null ? "" : $"password from the secret {Secret}, ")}for {string.Join(", ", Content)}{(Nodes.Count == 0 ? "" : $", on {string.Join(", ", Nodes)}")}";

    public override FieldQuery Query(int number, ICallNames names) => new($"/storage/{Name}");

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) =>
        [new("type", Type), .. Source.Select(s => new Field(s.Name, s.Value)), new("content", string.Join(',', Content), FieldShape.Set), new("nodes", NodeList, FieldShape.Set)];

    public override IReadOnlyList<Need> Needs => [new("/storage", "Datastore.Allocate")];

    public override ApiCall Call(int number, ICallNames names)
    {
        var secret = Secret is null ? null : new SecretParameter("password", Secret);
        return new(
            "POST",
            "/storage",
            Parameters([("storage", Name), ("type", Type), .. Source.Select(s => (s.Name, (string?)s.Value)), ("password", secret?.Placeholder), ("content", string.Join(',', Content)), ("nodes", NodeList)]))
        {
            Secret = secret,
        };
    }

    public override string Done(ICallNames names) => $"Storage {Name} is there";

    public override IEnumerable<string> CheckArguments()
    {
        if (!Names.IsStorage(Name)) yield return $"'{Name}' is no storage name: a letter, then letters, digits, - _ and .";
        if (Content.Count == 0) yield return $"What {Name} is for is missing: images, rootdir, vztmpl, iso, backup, snippets or import.";
        foreach (var unknown in Content.Where(c => !Names.IsContent(c))) yield return $"'{unknown}' is nothing that a storage holds.";
        if (!Sources.TryGetValue(Type, out var source))
        {
            yield return $"'{Type}' is no type of storage that this step adds: {string.Join(", ", Sources.Keys)}.";
            yield break;
        }

        foreach (var missing in source.Required.Except(Source.Select(s => s.Name), StringComparer.Ordinal)) yield return $"{Type} storage needs {missing}.";
        foreach (var unknown in Source.Select(s => s.Name).Except([.. source.Required, .. source.Optional], StringComparer.Ordinal)) yield return $"{Type} storage has no {unknown}.";
        foreach (var twice in Source.CountBy(s => s.Name).Where(s => s.Value > 1)) yield return $"{twice.Key} is said twice.";
        foreach (var problem in Source.SelectMany(s => s.Check()).Concat(CheckSecret())) yield return problem;
    }

    private IEnumerable<string> CheckSecret()
    {
        if (Secret is null && Type == "pbs") yield return "A backup server asks for a password: the secret that holds it has to be named.";
        if (Secret is null) yield break;
        if (Type is not ("cifs" or "pbs")) yield return $"{Type} storage has no password.";
        if (!SecretParameter.IsName(Secret)) yield return $"'{Secret}' is no name of a secret: letters, digits, - _ and ., at most 64.";
        if (!Source.Any(s => s.Name == "username")) yield return "A password needs a username beside it.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in Nodes.SelectMany(cluster.CheckNode)) yield return problem;
        if (cluster.Storages.Any(s => s.Name == Name)) yield return $"There is a storage {Name} already.";
        if (Secret is not null && cluster.Inventory.Secrets?.Contains(Secret) == false) yield return new SecretParameter("password", Secret).Lacking;
    }

    public override void ApplyTo(PlannedCluster cluster)
    {
        foreach (var node in cluster.Inventory.Nodes.Select(n => n.Name).Where(n => Nodes.Count == 0 || Nodes.Contains(n)))
            cluster.Storages.Add(new(Name, node, Type, Content, IsShared: Type is "nfs" or "cifs" or "pbs", TotalBytes: 0, AvailableBytes: 0));
    }

    private string? NodeList => Nodes.Count == 0 ? null : string.Join(',', Nodes);
}
