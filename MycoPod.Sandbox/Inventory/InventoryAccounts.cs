using System.Text.Json;
using MycoPod.Sandbox.Auth;

namespace MycoPod.Sandbox.Inventory;

/// <summary>The sandbox's own accounts, and beside them those that an inventory shows. Nobody knows the passwords of these.</summary>
internal static class InventoryAccounts
{
    private static readonly string[] Details = ["firstname", "lastname", "email", "comment", "keys"];

    public static AccountsDocument Make(InventoryFile file)
    {
        var accounts = AccountSeed.Homelab();
        var shown = file.List("/access/users").Select(user => User(user, accounts)).ToArray();
        accounts.Users = [.. accounts.Users.ExceptBy(shown.Select(user => user.Id), user => user.Id, StringComparer.Ordinal), .. shown];
        accounts.Groups =
        [
            .. file.List("/access/groups").Select(group => new GroupAccount(Text(group, "groupid"), Text(group, "comment"))
            {
                Members = Text(group, "users").Split(',', StringSplitOptions.RemoveEmptyEntries),
            }),
        ];
        accounts.Rules =
        [
            .. accounts.Rules,
            .. file.List("/access/acl").Select(rule => new AccessRule(Text(rule, "path"), Text(rule, "ugid"), Text(rule, "roleid")) { Propagates = Text(rule, "propagate") != "0" }),
        ];
        return accounts;
    }

    private static UserAccount User(JsonElement user, AccountsDocument accounts)
    {
        var id = Text(user, "userid");
        var details = Details.Where(name => Text(user, name).Length > 0).ToDictionary(name => name, name => Text(user, name), StringComparer.Ordinal);
        return (accounts.FindUser(id) ?? new(id)) with { IsEnabled = Text(user, "enable") != "0", Details = details };
    }

    private static string Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.ToString() : "";
}
