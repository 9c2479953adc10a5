using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Auth;

/// <summary>/access/roles (pve-access-control 8.2.2, API2/Role.pm).</summary>
internal sealed class RoleEndpoints(AccountsStore store) : IEndpointGroup
{
    private const string All = "/access/roles";
    private const string One = "/access/roles/{roleid}";

    private static readonly PermissionRequirement MayChange = PermissionRequirement.On("/access", "Sys.Modify");

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, PermissionRequirement.LoggedIn, _ => List()),
        ApiMethod.Of("POST", All, MayChange, Create, AccountParameters.RoleId, AccountParameters.Privileges),
        ApiMethod.Get(One, PermissionRequirement.LoggedIn, Read, AccountParameters.RoleId),
        ApiMethod.Of("PUT", One, MayChange, Update, AccountParameters.RoleId, AccountParameters.Privileges, Parameter.Flag("append") with { Requires = "privs" }),
        ApiMethod.Of("DELETE", One, MayChange, Delete, AccountParameters.RoleId),
    ];

    private ApiAnswer List() => ApiAnswer.List(store.Accounts.Roles.OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => new JsonObject
    {
        ["roleid"] = role.Key,
        ["privs"] = string.Join(',', role.Value),
        ["special"] = BuiltInRoles.Has(role.Key) ? 1 : 0,
    }));

    private ApiAnswer Read(ApiCall call)
    {
        var id = call.Parameters.Text("roleid");
        return store.Accounts.Roles.TryGetValue(id, out var privileges)
            ? ApiAnswer.Of(new JsonObject(privileges.Select(privilege => KeyValuePair.Create(privilege, (JsonNode?)1))))
            : throw ApiException.Failure($"role '{id}' does not exist");
    }

    private ApiAnswer Create(ApiCall call)
    {
        var id = call.Parameters.Text("roleid");
        if (id.StartsWith("PVE", StringComparison.OrdinalIgnoreCase))
            throw ApiException.BadParameter("roleid", "cannot use role ID starting with the (case-insensitive) 'PVE' namespace");
        if (store.Accounts.Roles.ContainsKey(id))
            throw ApiException.Failure($"create role failed: role '{id}' already exists");
        Set(id, Given(call, "create role failed"));
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        var id = RequireOwn(call, "modified", "update role failed");
        var before = call.Parameters.Flag("append") ? store.Accounts.Roles[id] : [];
        Set(id, [.. before.Union(Given(call, "update role failed"), StringComparer.Ordinal)]);
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        var id = RequireOwn(call, "deleted", "delete role failed");
        store.Change(accounts =>
        {
            accounts.Roles = accounts.Roles.Where(role => role.Key != id).ToDictionary(role => role.Key, role => role.Value, StringComparer.Ordinal);
            accounts.Rules = [.. accounts.Rules.Where(rule => rule.Role != id)];
        });
        return ApiAnswer.Nothing;
    }

    private void Set(string id, string[] privileges) =>
        store.Change(accounts => accounts.Roles = new Dictionary<string, IReadOnlyList<string>>(accounts.Roles, StringComparer.Ordinal) { [id] = privileges });

    private string RequireOwn(ApiCall call, string verb, string prefix)
    {
        var id = call.Parameters.Text("roleid");
        if (BuiltInRoles.Has(id))
            throw ApiException.Failure($"auto-generated role '{id}' cannot be {verb}");
        return store.Accounts.Roles.ContainsKey(id) ? id : throw ApiException.Failure($"{prefix}: role '{id}' does not exist");
    }

    private static string[] Given(ApiCall call, string prefix)
    {
        var privileges = ParameterValues.Split(call.Parameters.OptionalText("privs") ?? "");
        return privileges.FirstOrDefault(privilege => !Privileges.All.Contains(privilege)) is { } unknown
            ? throw ApiException.Failure($"{prefix}: invalid privilege '{unknown}'")
            : [.. privileges.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
