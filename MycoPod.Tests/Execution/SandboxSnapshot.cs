using System.Collections;
using System.Text.Json;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Tests.Execution;

/// <summary>A sandbox cluster as it was at one moment, to go back to.</summary>
internal sealed class SandboxSnapshot(SandboxServer sandbox)
{
    private readonly string json = sandbox.State.Read(c => JsonSerializer.Serialize(c, StateJson.Readable));

    private readonly (IReadOnlyList<UserAccount> Users, IReadOnlyList<TokenAccount> Tokens, IReadOnlyList<GroupAccount> Groups, IReadOnlyDictionary<string, IReadOnlyList<string>> Roles, IReadOnlyList<AccessRule> Rules) accounts =
        (sandbox.Accounts.Users, sandbox.Accounts.Tokens, sandbox.Accounts.Groups, sandbox.Accounts.Roles, sandbox.Accounts.Rules);

    public void Restore()
    {
        (sandbox.Accounts.Users, sandbox.Accounts.Tokens, sandbox.Accounts.Groups, sandbox.Accounts.Roles, sandbox.Accounts.Rules) = accounts;
        RestoreCluster();
    }

    private void RestoreCluster() => sandbox.State.Change(cluster =>
    {
        var then = JsonSerializer.Deserialize<ClusterDocument>(json, StateJson.Readable) ?? throw new InvalidDataException("An empty snapshot.");
        foreach (var property in typeof(ClusterDocument).GetProperties())
        {
            if (property.GetValue(cluster) is IDictionary pairs) Replace(pairs, (IDictionary?)property.GetValue(then) ?? new Hashtable());
            else if (property.GetValue(cluster) is IList items) Replace(items, (IList?)property.GetValue(then) ?? new ArrayList());
        }
    });

    private static void Replace(IDictionary now, IDictionary then)
    {
        now.Clear();
        foreach (DictionaryEntry pair in then) now[pair.Key] = pair.Value;
    }

    private static void Replace(IList now, IList then)
    {
        now.Clear();
        foreach (var item in then) now.Add(item);
    }
}
