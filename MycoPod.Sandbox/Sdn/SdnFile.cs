using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Sdn;

/// <summary>
/// One of the SDN files (zones, vnets, subnets): as it is written, as it runs since it was last applied, and the difference
/// of both (pve-network 0.11, SDN.pm, pending_config).
/// </summary>
internal sealed class SdnFile(string kind, string idName, IReadOnlyList<Parameter> parameters)
{
    private const string Deleted = "deleted";

    public string Path => $"sdn/{kind}s";

    public string RunningPath => $"{Path}.running";

    public List<ConfigSection> Written(ClusterDocument cluster) => cluster.SectionsOf(Path);

    public ConfigSection? Find(ClusterDocument cluster, string id) => Written(cluster).Find(section => section.Id == id);

    public ConfigSection Require(ClusterDocument cluster, string id) => Find(cluster, id) ?? throw Missing(id);

    public string Digest(ClusterDocument cluster) => Digests.Of(Written(cluster));

    public void Add(ClusterDocument cluster, ConfigSection section)
    {
        if (Find(cluster, section.Id) is not null)
            throw ApiException.Failure($"create sdn {kind} object failed: sdn {kind} object ID '{section.Id}' already defined");
        Written(cluster).Add(section);
    }

    public void Apply(ClusterDocument cluster) => cluster.Sections[RunningPath] = [.. Written(cluster).Select(section => section.Copy())];

    /// <summary>As the request wants it: with pending=1 what runs and beside it what will change, with running=1 what runs, else what is written.</summary>
    public IEnumerable<(ConfigSection Section, JsonObject View)> Views(ClusterDocument cluster, ApiCall call)
    {
        if (call.Parameters.Flag("pending"))
        {
            var running = cluster.SectionsOf(RunningPath);
            return running.Concat(Written(cluster)).DistinctBy(section => section.Id)
                .Select(section => (section, Pending(running.Find(known => known.Id == section.Id), Find(cluster, section.Id), Digest(cluster))));
        }

        var sections = call.Parameters.Flag("running") ? cluster.SectionsOf(RunningPath) : Written(cluster);
        return sections.Select(section => (section, View(section, Digest(cluster))));
    }

    public ApiAnswer Read(ClusterDocument cluster, ApiCall call)
    {
        var id = call.Parameters.Text(idName);
        var found = Views(cluster, call).FirstOrDefault(entry => entry.Section.Id == id);
        return found.View is null ? throw Missing(id) : ApiAnswer.Of(found.View);
    }

    private static ApiException Missing(string id) => ApiException.Failure($"sdn '{id}' does not exist");

    private JsonObject View(ConfigSection section, string digest)
    {
        var view = SectionRules.View(section.Options, parameters);
        view[idName] = section.Id;
        view["type"] = section.Type;
        view["digest"] = digest;
        return view;
    }

    private JsonObject Pending(ConfigSection? running, ConfigSection? written, string digest)
    {
        var view = View(running ?? new() { Id = written?.Id ?? "", Type = written?.Type ?? "" }, digest);
        var changes = written is null ? [] : SectionRules.View(written.Options.Where(option => running?[option.Key] != option.Value), parameters);
        if (running is not null && written is not null)
        {
            foreach (var name in running.Options.Keys.Where(name => written[name] is null))
                changes[name] = Deleted;
        }

        var state = (running, written) switch
        {
            (null, _) => "new",
            (_, null) => Deleted,
            _ => changes.Count > 0 ? "changed" : null,
        };
        if (state is not null)
            (view["state"], view["pending"]) = (state, changes);
        return view;
    }
}
