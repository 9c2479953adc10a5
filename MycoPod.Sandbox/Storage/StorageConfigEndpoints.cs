using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Storage;

/// <summary>storage.cfg: GET, POST, PUT and DELETE below /storage (pve-storage 8.3.6, API2/Storage/Config.pm).</summary>
internal sealed class StorageConfigEndpoints(ClusterState state, Permissions permissions, AccountsStore accounts) : IEndpointGroup
{
    private const string One = "/storage/{storage}";
    private const long NewSize = 256L << 30;

    private static readonly PermissionRequirement MayChange = PermissionRequirement.On("/storage", "Datastore.Allocate");

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/storage", PermissionRequirement.LoggedIn, List, Parameter.OneOf("type", StorageParameters.Types)),
        ApiMethod.Get(One, PermissionRequirement.On(One, "Datastore.Allocate"), Read, StandardParameters.Storage),
        ApiMethod.Of("POST", "/storage", MayChange, Create, StorageParameters.Create),
        ApiMethod.Of("PUT", One, MayChange, Update, StorageParameters.Update),
        ApiMethod.Of("DELETE", One, MayChange, Delete, StandardParameters.Storage),
    ];

    private ApiAnswer List(ApiCall call)
    {
        var type = call.Parameters.OptionalText("type");
        return state.Read(cluster => ApiAnswer.List(cluster.Storages
            .Where(storage => type is null || storage.Type == type)
            .Where(storage => permissions.HasAny(call.Caller, $"/storage/{storage.Id}", "Datastore.Audit", "Datastore.AllocateSpace"))
            .Select(storage => View(cluster, storage))));
    }

    private ApiAnswer Read(ApiCall call) => state.Read(cluster => ApiAnswer.Of(View(cluster, StorageLookup.Require(cluster, call))));

    private ApiAnswer Create(ApiCall call)
    {
        var (id, type) = (call.Parameters.Text("storage"), call.Parameters.Text("type"));
        if (!StorageTypes.All.TryGetValue(type, out var kind))
            throw ApiException.Failure($"unknown section type '{type}'");

        var options = Options(call);
        kind.Rules.CheckNew(options);
        var content = Content(kind, options) ?? kind.Default;
        var password = call.Parameters.OptionalText("password");
        var path = options.GetValueOrDefault("path") ?? options.GetValueOrDefault("vgname") ?? options.GetValueOrDefault("pool") ?? $"/mnt/pve/{id}";
        if (type is "nfs" or "cifs" or "cephfs")
            options["path"] = path;

        return state.Change(cluster =>
        {
            if (cluster.FindStorage(id) is not null)
                throw ApiException.Failure($"create storage failed: storage ID '{id}' already defined");
            if (type == "pbs" && !options.ContainsKey("disable") && string.IsNullOrEmpty(password))
                throw ApiException.Failure($"create storage failed: {id}: error fetching datastores - 401 Unauthorized");
            cluster.Storages.Add(new()
            {
                Id = id,
                Type = type,
                Content = [.. content],
                IsShared = kind.IsShared || options.GetValueOrDefault("shared") == "1",
                Size = NewSize,
                Path = path,
                Options = new(options, StringComparer.Ordinal),
                Password = type is "pbs" or "cifs" ? password : null,
            });
            return Made(id, type);
        });
    }

    private ApiAnswer Update(ApiCall call) => state.Change(cluster => StorageLookup.Prefixed("update storage failed", () =>
    {
        SectionRules.RequireUnmodified(StorageLookup.Digest(cluster), call);
        var storage = StorageLookup.Require(cluster, call);
        var kind = StorageTypes.All[storage.Type];
        var (options, deletions) = (Options(call), SectionRules.Deletions(call));
        var content = Content(kind, options);
        kind.Rules.CheckChange(options, deletions);

        SectionRules.Apply(storage.Options, options, deletions);
        if (content is not null || deletions.Contains("content", StringComparer.Ordinal))
            storage.Content = [.. content ?? kind.Default];
        storage.IsShared = kind.IsShared || storage.Options.GetValueOrDefault("shared") == "1";
        return Made(storage.Id, storage.Type);
    }));

    /// <summary>Only the definition goes; whatever lies on the storage stays there.</summary>
    private ApiAnswer Delete(ApiCall call)
    {
        var id = call.Parameters.Text("storage");
        state.Change(cluster => StorageLookup.Prefixed("delete storage failed", () =>
        {
            cluster.Storages.Remove(StorageLookup.Require(cluster, call));
            foreach (var pool in cluster.Pools)
                pool.Storages.Remove(id);
            return ApiAnswer.Nothing;
        }));
        accounts.Change(document => document.Rules = [.. document.Rules.Where(rule => rule.Path != $"/storage/{id}")]);
        return ApiAnswer.Nothing;
    }

    private static Dictionary<string, string> Options(ApiCall call)
    {
        var options = SectionRules.Values(call, ["storage", .. StorageTypes.Sensitive]);
        if (options.GetValueOrDefault("nodes") is "")
            options.Remove("nodes");
        return options;
    }

    /// <summary>What the type cannot hold is left out without a word.</summary>
    private static string[]? Content(StorageType kind, Dictionary<string, string> options)
    {
        if (!options.Remove("content", out var text))
            return null;
        string[] content = [.. ParameterValues.Split(text).Where(kind.Possible.Contains).Distinct(StringComparer.Ordinal)];
        if (content.Length > 1 && content.Contains("none", StringComparer.Ordinal))
            throw ApiException.Failure("unable to combine 'none' with other content types");
        return content.Length > 0 || kind.Possible.Contains("none")
            ? content
            : throw ApiException.Failure("storage does not support content type 'none'");
    }

    private static JsonObject View(ClusterDocument cluster, StorageDefinition storage)
    {
        var view = SectionRules.View(storage.Options, StorageParameters.Create);
        view["storage"] = storage.Id;
        view["type"] = storage.Type;
        view["content"] = string.Join(',', storage.Content);
        view["digest"] = StorageLookup.Digest(cluster);
        if (storage.IsShared)
            view["shared"] = 1;
        return view;
    }

    private static ApiAnswer Made(string id, string type) => ApiAnswer.Of(new JsonObject { ["storage"] = id, ["type"] = type });
}
