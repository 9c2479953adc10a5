using System.Text.Json;
using MycoPod.Sandbox.Auth;

namespace MycoPod.Tests.Installation.Node;

/// <summary>Roles, users, tokens and permissions of the cluster.</summary>
internal sealed class PveAccounts
{
    public IReadOnlyList<string> Privileges { get; set; } = MycoPod.Sandbox.Auth.Privileges.All;

    public Dictionary<string, string> Roles { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Users { get; } = ["root@pam"];

    /// <summary>The secret of each token, by its full name.</summary>
    public Dictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal);

    public HashSet<(string Path, string Type, string Who, string Role)> Rules { get; } = [];

    /// <summary>Every secret that was ever given out.</summary>
    public List<string> Secrets { get; } = [];

    public IReadOnlyList<ToolCommand> Commands =>
    [
        new("pveum role add", "POST /access/roles", ["roleid"], i => SetRole(i, isNew: true)),
        new("pveum role modify", "PUT /access/roles/{roleid}", ["roleid"], i => SetRole(i, isNew: false)),
        new("pveum role delete", "DELETE /access/roles/{roleid}", ["roleid"], i => Remove(Roles.Remove(i["roleid"]), $"role '{i["roleid"]}' does not exist")),
        new("pveum user add", "POST /access/users", ["userid"], i => Users.Add(i["userid"]) ? "" : throw new ToolRefusal($"create user failed: user '{i["userid"]}' already exists")),
        new("pveum user delete", "DELETE /access/users/{userid}", ["userid"], i => Remove(Users.Remove(i["userid"]), $"no such user ('{i["userid"]}')")),
        new("pveum user token add", "POST /access/users/{userid}/token/{tokenid}", ["userid", "tokenid"], AddToken, "output-format"),
        new("pveum user token delete", "DELETE /access/users/{userid}/token/{tokenid}", ["userid", "tokenid"],
            i => Remove(Tokens.Remove(NameOf(i)), $"no such token '{i["tokenid"]}' for user '{i["userid"]}'")),
        new("pveum acl modify", "PUT /access/acl", ["path"], i => SetRules(i, (rules, rule) => rules.Add(rule))),
        new("pveum acl delete", "PUT /access/acl", ["path"], i => SetRules(i, (rules, rule) => rules.Remove(rule))),
    ];

    public object? Find(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["access", "roles"] => BuiltInRoles.All.Select(r => (object)new { roleid = r.Key, privs = string.Join(',', r.Value), special = 1 })
            .Concat(Roles.Select(r => new { roleid = r.Key, privs = r.Value })),
        ["access", "roles", "Administrator"] => Privileges.ToDictionary(p => p, _ => 1, StringComparer.Ordinal),
        ["access", "users"] => Users.Select(u => new { userid = u, enable = 1, realmType = "pve" }),
        ["access", "users", var user, "token"] => Users.Contains(user)
            ? Tokens.Keys.Where(t => t.StartsWith($"{user}!", StringComparison.Ordinal)).Select(t => new { tokenid = t.Split('!')[1], privsep = 1, expire = 0 })
            : throw new ToolRefusal($"no such user ('{user}')"),
        ["access", "acl"] => Rules.Select(r => new { path = r.Path, type = r.Type, ugid = r.Who, roleid = r.Role, propagate = 1 }),
        _ => null,
    };

    private string SetRole(ToolInput input, bool isNew)
    {
        var (name, privileges) = (input["roleid"], input["privs"]);
        if (privileges.Split(',').Except(Privileges).FirstOrDefault() is { } unknown) throw new ToolRefusal($"400 Parameter verification failed.\nprivs: invalid privilege '{unknown}'", isMistake: true);
        if (isNew == Roles.ContainsKey(name)) throw new ToolRefusal(isNew ? $"create role failed: role '{name}' already exists" : $"modify role failed: role '{name}' does not exist");
        Roles[name] = privileges;
        return "";
    }

    private string AddToken(ToolInput input)
    {
        if (!Users.Contains(input["userid"])) throw new ToolRefusal($"no such user ('{input["userid"]}')");
        var secret = $"5ec2e7{Secrets.Count:D2}-0000-4000-8000-00000000{Secrets.Count:D4}";
        if (!Tokens.TryAdd(NameOf(input), secret)) throw new ToolRefusal("400 Parameter verification failed.\ntokenid: Token already exists.");
        Secrets.Add(secret);
        var answer = new Dictionary<string, object> { ["full-tokenid"] = NameOf(input), ["info"] = new { privsep = input.Find("privsep") ?? "1" }, ["value"] = secret };
        return JsonSerializer.Serialize(answer);
    }

    private string SetRules(ToolInput input, Func<HashSet<(string, string, string, string)>, (string, string, string, string), bool> change)
    {
        foreach (var (option, type) in new[] { ("users", "user"), ("tokens", "token") })
        {
            if (input.Find(option) is not { } who) continue;
            if (type == "user" ? !Users.Contains(who) : !Tokens.ContainsKey(who)) throw new ToolRefusal($"{type} '{who}' does not exist");
            if (!Roles.ContainsKey(input["roles"])) throw new ToolRefusal($"role '{input["roles"]}' does not exist");
            change(Rules, (input["path"], type, who, input["roles"]));
        }

        return "";
    }

    private static string Remove(bool wasThere, string otherwise) => wasThere ? "" : throw new ToolRefusal(otherwise);

    private static string NameOf(ToolInput input) => $"{input["userid"]}!{input["tokenid"]}";
}
