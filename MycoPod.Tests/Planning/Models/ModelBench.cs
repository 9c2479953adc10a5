using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Schema;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Planning.Guards;
using MycoPod.Reconciler.Planning.Models;
using MycoPod.Reconciler.Policy;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Planning.Models;

/// <summary>A model planner over a real server, with a cluster that is only an inventory.</summary>
internal sealed class ModelBench : IDisposable
{
    public const string Key = "sk-test-0123456789abcdef";
    private readonly string folder = Directory.CreateTempSubdirectory("mycopod-models").FullName;
    private readonly ClusterAccess access;
    private readonly SchemaStore schemas;

    public ModelBench()
    {
        Protected = new(folder);
        access = new(Protected, TimeProvider.System);
        schemas = new(Path.Combine(folder, "schemas"));
        Secrets = new(Protected);
        Checks = ChecksWith(PlanGuards.All(Secrets));
    }

    public ProtectedDirectory Protected { get; }

    public KnownSecrets Secrets { get; }

    public PlanChecks Checks { get; init; }

    public static TheoryData<string> Providers => ["openai", "azure-openai", "anthropic", "ollama", "openai-compatible"];

    public static LanguageModelFile FileFor(string provider, ModelServer server, int timeoutSeconds = 20) => new(
        provider,
        "model-1",
        provider == "ollama" ? null : Key,
        provider is "openai" or "openai-compatible" ? new Uri(server.Address, "v1") : server.Address,
        timeoutSeconds);

    public PlanChecks ChecksWith(IReadOnlyList<IPlanGuard> guards) => new(access, new SchemaRules(schemas), new PolicyGate(new(Protected)), guards);

    public ModelPlanner Planner(LanguageModelFile file, PlanChecks? checks = null)
    {
        Protected.Write("language-model.json", JsonSerializer.SerializeToUtf8Bytes(new { provider = file.Provider, model = file.Model, apiKey = file.ApiKey, endpoint = file.Endpoint }));
        return new(file, Secrets, checks ?? Checks, NothingToSee.Instance, TimeProvider.System);
    }

    public Task<PlanningOutcome> PlanAsync(LanguageModelFile file, string text, InventorySnapshot? inventory = null) =>
        Planner(file).PlanAsync(text, inventory ?? TestCluster.Snapshot, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        access.Dispose();
        schemas.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>There is no cluster to look at beyond the inventory.</summary>
    private sealed class NothingToSee : IClusterLook
    {
        public static readonly NothingToSee Instance = new();

        public Task<JsonElement?> ReadAsync(string path, CancellationToken cancellationToken) => Task.FromResult<JsonElement?>(null);
    }
}
