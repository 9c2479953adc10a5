using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Auth;

/// <summary>
/// What the schema says under "permissions", and its check (pve-access-control 8.2.2, RPCEnvironment.pm,
/// exec_api2_perm_check). The values are those of path and request as they came.
/// </summary>
internal sealed class PermissionRequirement
{
    private readonly JsonNode schema;
    private readonly Check check;

    private PermissionRequirement(JsonNode schema, Check check)
    {
        this.schema = schema;
        this.check = check;
    }

    private delegate void Check(Permissions permissions, Caller caller, IReadOnlyDictionary<string, string> values);

    /// <summary>No authentication at all.</summary>
    public static PermissionRequirement World { get; } = new(new JsonObject { ["user"] = "world" }, (_, _, _) => { });

    /// <summary>Anyone who is logged in; the method itself checks or filters.</summary>
    public static PermissionRequirement LoggedIn { get; } = new(new JsonObject { ["user"] = "all" }, (_, _, _) => { });

    /// <summary>The caller asks about its own account.</summary>
    public static PermissionRequirement Self { get; } = new(new JsonArray("userid-param", "self"), (permissions, caller, values) =>
    {
        var user = permissions.RequireUser(values.GetValueOrDefault("userid", ""));
        if (caller.FullId != user.Id)
            throw ApiException.Forbidden();
    });

    /// <summary>Realm.AllocateUser on the realm of the user in question.</summary>
    public static PermissionRequirement Realm { get; } = new(new JsonArray("userid-param", "Realm.AllocateUser"), (permissions, caller, values) =>
    {
        var userId = values.GetValueOrDefault("userid", "");
        permissions.Require(caller, $"/access/realm/{userId[(userId.LastIndexOf('@') + 1)..]}", "Realm.AllocateUser");
    });

    /// <summary>The right to change rules on the path that the request names.</summary>
    public static PermissionRequirement ModifyRules { get; } = new(new JsonArray("perm-modify", "{path}"), (permissions, caller, values) =>
        permissions.RequireModify(caller, values.GetValueOrDefault("path", "/")));

    public static PermissionRequirement On(string path, string privilege) => AllOn(path, privilege);

    public static PermissionRequirement AllOn(string path, params string[] privileges)
    {
        var template = new PathTemplate(path);
        return new(new JsonArray("perm", path, List(privileges)), (permissions, caller, values) =>
            permissions.Require(caller, Fill(template, values), privileges));
    }

    public static PermissionRequirement AnyOn(string path, params string[] privileges)
    {
        var template = new PathTemplate(path);
        return new(new JsonArray("perm", path, List(privileges), "any", 1), (permissions, caller, values) =>
            permissions.RequireAny(caller, Fill(template, values), privileges));
    }

    public static PermissionRequirement Both(PermissionRequirement first, PermissionRequirement second) =>
        new(new JsonArray("and", first.schema.DeepClone(), second.schema.DeepClone()), (permissions, caller, values) =>
        {
            first.check(permissions, caller, values);
            second.check(permissions, caller, values);
        });

    /// <summary>Where neither holds the server does not say which was missing.</summary>
    public static PermissionRequirement Either(PermissionRequirement first, PermissionRequirement second) =>
        new(new JsonArray("or", first.schema.DeepClone(), second.schema.DeepClone()), (permissions, caller, values) =>
        {
            if (!first.Holds(permissions, caller, values) && !second.Holds(permissions, caller, values))
                throw ApiException.Forbidden();
        });

    /// <summary>One of the privileges on all groups, or on a group that the user is a member of.</summary>
    public static PermissionRequirement OnUser(params string[] privileges) =>
        new(new JsonArray("userid-group", List(privileges)), (permissions, caller, values) =>
        {
            var user = permissions.RequireUser(values.GetValueOrDefault("userid", ""));
            if (!permissions.HasOnGroupOf(caller, user.Id, privileges))
                permissions.RequireAny(caller, "/access/groups", privileges);
        });

    /// <summary>The same for the groups that a user is put into; without any, for all groups.</summary>
    public static PermissionRequirement OnNewUser(params string[] privileges) =>
        new(new JsonArray("userid-group", List(privileges), "groups_param", "create"), (permissions, caller, values) =>
        {
            var groups = ParameterValues.Split(values.GetValueOrDefault("groups", ""));
            foreach (var path in groups.Length == 0 ? ["/access/groups"] : groups.Select(group => $"/access/groups/{group}"))
                permissions.RequireAny(caller, path, privileges);
        });

    /// <summary>Root itself, but not a token of it, is asked nothing.</summary>
    public void Demand(Permissions permissions, Caller caller, IReadOnlyDictionary<string, string> values)
    {
        if (!caller.IsRootUser)
            check(permissions, caller, values);
    }

    /// <summary>As the published schema writes it.</summary>
    public JsonObject ToSchema() => schema.DeepClone() as JsonObject ?? new JsonObject { ["check"] = schema.DeepClone() };

    private bool Holds(Permissions permissions, Caller caller, IReadOnlyDictionary<string, string> values)
    {
        try
        {
            check(permissions, caller, values);
            return true;
        }
        catch (ApiException)
        {
            return false;
        }
    }

    private static string Fill(PathTemplate template, IReadOnlyDictionary<string, string> values) =>
        template.Fill(name => values.GetValueOrDefault(name, ""));

    private static JsonArray List(string[] texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
