using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;

namespace MycoPod.Sandbox.Auth;

/// <summary>/access/acl: who has which role where (pve-access-control 8.2.2, API2/ACL.pm). Setting a rule twice changes nothing.</summary>
internal sealed partial class RuleEndpoints(AccountsStore store, Permissions permissions) : IEndpointGroup
{
    private const string NobodyNamed = "either 'users', 'groups' or 'tokens' is required.";
    private const string Failed = "ACL update failed";

    private static readonly string[] SubjectLists = ["users", "groups", "tokens"];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/access/acl", PermissionRequirement.LoggedIn, List),
        ApiMethod.Of(
            "PUT",
            "/access/acl",
            PermissionRequirement.ModifyRules,
            Update,
            Parameter.Flag("delete"),
            Parameter.Text("groups") with { Format = Formats.ListOf(ClusterFormats.GroupId) },
            Parameter.Text("path") with { IsRequired = true },
            Parameter.Flag("propagate"),
            Parameter.Text("roles") with { IsRequired = true, Format = Formats.ListOf(ClusterFormats.RoleId) },
            Parameter.Text("tokens") with { Format = Formats.ListOf(ClusterFormats.TokenId) },
            Parameter.Text("users") with { Format = Formats.ListOf(ClusterFormats.UserId) }),
    ];

    private ApiAnswer List(ApiCall call)
    {
        var seesAll = permissions.Has(call.Caller, "/access", "Sys.Audit");
        return ApiAnswer.List(store.Accounts.Rules
            .Where(rule => seesAll || permissions.MayModify(call.Caller, rule.Path))
            .Select(rule => new JsonObject
            {
                ["path"] = rule.Path,
                ["type"] = rule.Kind,
                ["ugid"] = rule.Subject,
                ["roleid"] = rule.Role,
                ["propagate"] = rule.Propagates ? 1 : 0,
            }));
    }

    private ApiAnswer Update(ApiCall call)
    {
        if (!SubjectLists.Any(call.Parameters.Has))
            throw ApiException.BadParameters(SubjectLists.ToDictionary(name => name, _ => NobodyNamed, StringComparer.Ordinal));
        var path = Normalize(call.Parameters.Text("path"));
        if (!IsPath().IsMatch(path))
            throw ApiException.BadParameter("path", $"invalid ACL path '{call.Parameters.Text("path")}'");

        store.Change(accounts => accounts.Rules = Changed(accounts, call, path));
        return ApiAnswer.Nothing;
    }

    private static AccessRule[] Changed(AccountsDocument accounts, ApiCall call, string path)
    {
        var subjects = SubjectLists.SelectMany(list => ParameterValues.Split(call.Parameters.OptionalText(list) ?? "")).ToArray();
        var roles = ParameterValues.Split(call.Parameters.Text("roles"));
        if (roles.FirstOrDefault(role => !accounts.Roles.ContainsKey(role)) is { } unknown)
            throw ApiException.Failure($"{Failed}: role '{unknown}' does not exist");
        foreach (var subject in subjects)
            RequireSubject(accounts, subject);

        var propagates = !call.Parameters.Has("propagate") || call.Parameters.Flag("propagate");
        var named = subjects.SelectMany(subject => roles.Select(role => new AccessRule(path, subject, role) { Propagates = propagates })).ToArray();
        var others = accounts.Rules.Where(rule => !named.Any(other => (other.Path, other.Subject, other.Role) == (rule.Path, rule.Subject, rule.Role)));
        return call.Parameters.Flag("delete") ? [.. others] : [.. others, .. named];
    }

    private static void RequireSubject(AccountsDocument accounts, string subject)
    {
        var isKnown = new AccessRule("/", subject, "").Kind switch
        {
            "token" => accounts.Tokens.Any(token => token.FullId == subject),
            "user" => accounts.FindUser(subject) is not null,
            _ => accounts.FindGroup(subject) is not null,
        };
        if (isKnown)
            return;
        throw ApiException.Failure(subject.Split('!') is [var user, var token]
            ? $"{Failed}: no such token '{token}' for user '{user}'"
            : $"{Failed}: {(subject.Contains('@', StringComparison.Ordinal) ? "user" : "group")} '{subject}' does not exist");
    }

    private static string Normalize(string path) => "/" + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^/(|access(/(groups|realm)(/[A-Za-z0-9._-]+)?)?|nodes(/[A-Za-z0-9.-]+)?|pool(/[A-Za-z0-9._-]+){0,3}|sdn(/(controllers|dns|ipams)(/[A-Za-z0-9_-]+)?|/zones(/[A-Za-z0-9._-]+){0,3})?|storage(/[A-Za-z0-9._-]+)?|vms(/[1-9][0-9]{2,8})?|mapping(/(dir|pci|usb)(/[A-Za-z0-9._-]+)?)?)\z")]
    private static partial Regex IsPath();
}
