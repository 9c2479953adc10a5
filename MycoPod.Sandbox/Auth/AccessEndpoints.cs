using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Auth;

internal sealed partial class AccessEndpoints(AccountsDocument accounts, Permissions permissions, Tickets tickets, string? clusterName) : IEndpointGroup
{
    /// <summary>The interface's menu rights: which privileges count where.</summary>
    private static readonly (string Area, string Path, Regex Privileges)[] Areas =
    [
        ("vms", "/vms", VmPrivileges()),
        ("access", "/access", AccessPrivileges()),
        ("storage", "/storage", StoragePrivileges()),
        ("nodes", "/nodes", NodePrivileges()),
        ("sdn", "/sdn", SdnPrivileges()),
        ("dc", "/", CenterPrivileges()),
        ("mapping", "/mapping", MappingPrivileges()),
    ];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/access/domains", PermissionRequirement.World, Domains),
        ApiMethod.Get(
            "/access/domains/{realm}",
            PermissionRequirement.AnyOn("/access/realm", "Realm.Allocate", "Sys.Audit"),
            Domain,
            Parameter.Text("realm") with { IsRequired = true, MaxLength = 32, Format = Formats.Realm }),
        ApiMethod.Get("/access/ticket", PermissionRequirement.World, _ => ApiAnswer.Nothing),
        ApiMethod.Of(
            "POST",
            "/access/ticket",
            PermissionRequirement.World,
            LogIn,
            Parameter.Text("username") with { IsRequired = true, MaxLength = 64 },
            Parameter.Text("password") with { IsRequired = true },
            Parameter.Flag("new-format"),
            Parameter.Text("otp"),
            Parameter.Text("path") with { MaxLength = 64, Requires = "privs" },
            Parameter.Text("privs") with { MaxLength = 64, Requires = "path", Format = Formats.ListOf(Formats.Privilege) },
            Parameter.Text("realm") with { MaxLength = 32, Format = Formats.Realm },
            Parameter.Text("tfa-challenge")) with { AcceptsTokens = false },
        ApiMethod.Get(
            "/access/permissions",
            PermissionRequirement.LoggedIn,
            OwnPermissions,
            Parameter.Text("path"),
            Parameter.Text("userid") with { Pattern = @"[^\s:/]+@[A-Za-z][A-Za-z0-9._-]+(![A-Za-z][A-Za-z0-9._-]+)?" }),
    ];

    private static readonly (string Name, string Comment)[] Realms =
        [("pam", "Linux PAM standard authentication"), ("pve", "Proxmox VE authentication server")];

    private static ApiAnswer Domains(ApiCall call) =>
        ApiAnswer.List(Realms.Select(realm => new JsonObject { ["realm"] = realm.Name, ["type"] = realm.Name, ["comment"] = realm.Comment }));

    private static ApiAnswer Domain(ApiCall call)
    {
        var name = call.Parameters.Text("realm");
        var realm = Array.Find(Realms, known => known.Name == name);
        return realm.Name is null
            ? throw ApiException.Failure($"domain '{name}' does not exist")
            : ApiAnswer.Of(new JsonObject { ["type"] = realm.Name, ["comment"] = realm.Comment, ["digest"] = Digests.Of([realm]) });
    }

    /// <summary>A ticket that is still good serves as the password: that is how clients renew it.</summary>
    private ApiAnswer LogIn(ApiCall call)
    {
        var name = call.Parameters.Text("username");
        var userId = call.Parameters.OptionalText("realm") is { } realm ? $"{name}@{realm}" : name;
        var password = call.Parameters.Text("password");
        var user = accounts.FindUser(userId);
        if (user is null || (tickets.Verify(password) != userId && (user.Password is null || user.Password != password)))
            throw ApiException.Unauthorized("authentication failure");

        var answer = new JsonObject
        {
            ["username"] = userId,
            ["ticket"] = tickets.Issue(userId),
            ["CSRFPreventionToken"] = tickets.IssueCsrfToken(userId),
            ["cap"] = MenuRights(new(userId)),
        };
        if (clusterName is not null)
            answer["clustername"] = clusterName;
        return ApiAnswer.Of(answer);
    }

    private JsonObject MenuRights(Caller caller) => new(Areas.Select(area => KeyValuePair.Create(
        area.Area,
        (JsonNode?)new JsonObject(permissions.Effective(caller, area.Path)
            .Where(privilege => area.Privileges.IsMatch(privilege.Key))
            .Select(privilege => KeyValuePair.Create(privilege.Key, (JsonNode?)1))))));

    private ApiAnswer OwnPermissions(ApiCall call)
    {
        var subject = call.Caller;
        if (call.Parameters.OptionalText("userid") is { } userId && userId != subject.FullId)
        {
            subject = userId.Split('!') is [var user, var token] ? new(user, token) : new(userId);
            if (subject.UserId != call.Caller.FullId)
                permissions.Require(call.Caller, "/access", "Sys.Audit");
        }

        var paths = call.Parameters.OptionalText("path") is { } path ? [path] : permissions.KnownPaths;
        return ApiAnswer.Of(new JsonObject(paths
            .Select(known => (Path: known, Granted: permissions.Effective(subject, known)))
            .Where(entry => entry.Granted.Count > 0)
            .Select(entry => KeyValuePair.Create(entry.Path, (JsonNode?)Propagated(entry.Granted)))));
    }

    private static JsonObject Propagated(IReadOnlyDictionary<string, bool> granted) =>
        new(granted.Select(privilege => KeyValuePair.Create(privilege.Key, (JsonNode?)(privilege.Value ? 1 : 0))));

    [GeneratedRegex(@"^VM\.|^Permissions\.Modify$")]
    private static partial Regex VmPrivileges();

    [GeneratedRegex(@"^(User|Group)\.|^Permissions\.Modify$")]
    private static partial Regex AccessPrivileges();

    [GeneratedRegex(@"^Datastore\.|^Permissions\.Modify$")]
    private static partial Regex StoragePrivileges();

    [GeneratedRegex(@"^Sys\.|^Permissions\.Modify$")]
    private static partial Regex NodePrivileges();

    [GeneratedRegex(@"^SDN\.|^Permissions\.Modify$")]
    private static partial Regex SdnPrivileges();

    [GeneratedRegex(@"^Sys\.(Audit|Modify)$|^SDN\.")]
    private static partial Regex CenterPrivileges();

    [GeneratedRegex(@"^Mapping\.|^Permissions\.Modify$")]
    private static partial Regex MappingPrivileges();
}
