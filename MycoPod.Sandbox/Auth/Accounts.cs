using System.Text.Json;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Auth;

internal static class Accounts
{
    public static AccountsDocument LoadOrMake(string directory, Func<AccountsDocument> seed)
    {
        var path = AccountsStore.PathIn(directory);
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize<AccountsDocument>(File.ReadAllText(path), StateJson.Readable)
                ?? throw new InvalidDataException($"{path} is empty");
        }

        var accounts = seed();
        PrivateFiles.Replace(path, JsonSerializer.Serialize(accounts, StateJson.Readable));
        return accounts;
    }
}
