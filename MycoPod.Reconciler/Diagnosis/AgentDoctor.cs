using System.Text;
using MycoPod.Core.Diagnosis;
using MycoPod.Core.Link;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning.Models;
using MycoPod.Reconciler.Policy;
using Npgsql;

namespace MycoPod.Reconciler.Diagnosis;

/// <summary>Looks at the Agent's host: what runs here, and whether it reaches what it needs. Changes nothing.</summary>
internal sealed class AgentDoctor : IDisposable
{
    private readonly AgentConfiguration configuration;
    private readonly Pairing pairing;
    private readonly TimeProvider time;
    private readonly ProtectedDirectory directory;
    private readonly ClusterAccess cluster;
    private readonly LanguageModelAccess models;

    public AgentDoctor(AgentConfiguration configuration, Pairing pairing, TimeProvider time)
    {
        (this.configuration, this.pairing, this.time) = (configuration, pairing, time);
        directory = new(configuration.CredentialsDirectory);
        cluster = new(directory, time);
        models = new(directory);
    }

    /// <summary>Null where it is not known.</summary>
    public string? ConfigurationFile { get; init; }

    public async Task<DiagnosisReport> ExamineAsync(CancellationToken cancellationToken) => new(await new Doctor(Secrets(), time).ExamineAsync(Checks(), cancellationToken));

    public void Dispose() => cluster.Dispose();

    private IReadOnlyList<Check> Checks() =>
    [
        new("versions", _ => Found(Versions.OfThisHost(AgentVersion.Text)), ""),
        new("configuration", _ => Found(Finding.Ok("Configuration and pairing can be used.")), ""),
        .. DatabaseChecks(),
        .. new WebLook(pairing, time).Checks(),
        .. RepositoryChecks(),
        .. new ClusterLook(cluster, time).Checks(),
        new("language model", AskModelAsync, "Look whether the provider answers from this host; a model on a machine of your own may take longer to be loaded. Else upload the LLM configuration again under Settings, Configuration."),
        new("policy", _ => Found(AskPolicy()), "mycopod policy check FILE tells every problem with its line."),
        new("disk", _ => Found(DiskSpace.Of(configuration.StateDirectory)), "Look whether the state directory is there: stateDirectory."),
        new("files", _ => Task.FromResult(AskFiles()), "Look who owns the state directory: it has to be the account that the Agent runs as."),
    ];

    private IEnumerable<Check> DatabaseChecks()
    {
        var database = new DatabaseCheck(configuration.Connection, time);
        yield return new("database", cancel => database.AskAsync(cancel), "Look whether PostgreSQL runs on Web's host and lets this one in (pg_hba.conf), and compare the key connection with its host, port, user and password.");
        yield return new("logs", cancel => database.AskRetentionAsync(configuration.Retention, cancel), "On the host of Web: mycopod migrate");
    }

    private IEnumerable<Check> RepositoryChecks()
    {
        var repository = configuration.Repository;
        var url = new Uri(repository.Url);
        var advice = $"Look whether {url.Host} answers from this host: curl -I {url}";
        yield return new("repository", new GitServerCheck(url, repository.Username, repository.Token, repository.Branch, mayPush: false, repository.ReadTrust(pairing)).AskAsync, advice);
        yield return new("repository server", async cancel => (await ServerLook.AtAsync(url, time, cancel)).Judge(url.Authority, time.GetUtcNow()), advice);
    }

    private async Task<IReadOnlyList<Finding>> AskModelAsync(CancellationToken cancellationToken)
    {
        if (models.Find() is not { IsBuiltIn: false } file) return [Finding.Ok("Plans are made by the built-in planner; nothing leaves this host for it.")];
        var (proof, problem) = await new ModelProof(time).ProveAsync(file, cancellationToken);
        return [problem is null ? Finding.Ok(proof ?? "") : Finding.Problem(problem, "Look whether the provider answers from this host and takes the key, or upload the LLM configuration again under Settings, Configuration.")];
    }

    private Finding AskPolicy()
    {
        // The first look of a run writes the default; this one writes nothing.
        var rules = PolicyFile.Read(Encoding.UTF8.GetString(directory.Find(PolicyFile.Name) ?? PolicyFile.Default)).Rules.Count;
        return Finding.Ok($"The policy can be used: {rules} {(rules == 1 ? "rule" : "rules")}.");
    }

    private IReadOnlyList<Finding> AskFiles() => FileModes.Judge(
        [configuration.StateDirectory, directory.Path, .. Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != PolicyFile.Name)],
        new[] { configuration.PairingFile, ConfigurationFile }.OfType<string>());

    private IReadOnlyCollection<string> Secrets() =>
    [
        .. new KnownSecrets(directory, pairing, configuration).Values(),
        .. new NpgsqlConnectionStringBuilder(configuration.Connection).Password is { Length: > 0 } password ? [password] : Array.Empty<string>(),
    ];

    private static Task<IReadOnlyList<Finding>> Found(Finding finding) => Task.FromResult<IReadOnlyList<Finding>>([finding]);
}
