using System.Text.Json;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Auth;

/// <summary>One writer at a time; a change is on disk before its answer leaves.</summary>
internal sealed class AccountsStore(string directory, AccountsDocument accounts)
{
    private readonly Lock gate = new();

    public AccountsDocument Accounts => accounts;

    /// <summary>A change that throws must throw before it touches the document.</summary>
    public void Change(Action<AccountsDocument> change)
    {
        lock (gate)
        {
            change(accounts);
            PrivateFiles.Replace(PathIn(directory), JsonSerializer.Serialize(accounts, StateJson.Readable));
        }
    }

    public static string PathIn(string directory) => Path.Combine(directory, "accounts.json");
}
