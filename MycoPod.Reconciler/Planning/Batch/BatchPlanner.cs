using MycoPod.Core.Proxmox.Schema;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning.BuiltIn;
using MycoPod.Reconciler.Planning.Guards;
using MycoPod.Reconciler.Planning.Models;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Reconciler.Planning.Batch;

/// <summary>
/// Who plans a batch: the built-in planner, or the language model of an LLM configuration file, held against the same checks as in the
/// Agent. Its policy lets all step kinds and commands through, so that plans are judged and not the rules of one cluster.
/// </summary>
internal sealed class BatchPlanner : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mycopod-batch").FullName;
    private readonly LanguageModelFile? file;
    private readonly KnownSecrets secrets;
    private readonly ClusterAccess access;
    private readonly SchemaStore schemas;
    private readonly PlanChecks checks;

    /// <param name="model">The LLM configuration file, or null for the built-in planner.</param>
    /// <exception cref="FormatException">The file cannot be used.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public BatchPlanner(string? model)
    {
        ProtectedDirectory directory = new(folder);
        if (model is not null)
        {
            var content = File.ReadAllBytes(model);
            file = LanguageModelFile.Read(content);
            directory.Write(LanguageModelAccess.FileName, content);
        }

        directory.Write(PolicyFile.Name, "version: 1\nshell:\n  guests: on\n  nodes: on\n"u8);
        secrets = new(directory);
        access = new(directory, TimeProvider.System);
        schemas = new(Path.Combine(folder, "schemas"));
        checks = new(access, new SchemaRules(schemas), new PolicyGate(new(directory)), PlanGuards.All(secrets));
    }

    public IPlanner On(RecordedCluster cluster)
    {
        ClientLook look = new(() => cluster.Client);
        return file is null or { IsBuiltIn: true } ? new BuiltInPlanner(look) : new ModelPlanner(file, secrets, checks, look, TimeProvider.System);
    }

    public void Dispose()
    {
        access.Dispose();
        schemas.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
