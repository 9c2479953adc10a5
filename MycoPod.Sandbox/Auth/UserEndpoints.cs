using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Auth;

/// <summary>/access/users and /access/password (pve-access-control 8.2.2, API2/User.pm).</summary>
internal sealed class UserEndpoints(AccountsStore store, Permissions permissions) : IEndpointGroup
{
    private const string All = "/access/users";
    private const string One = "/access/users/{userid}";

    private static readonly string[] Details = ["firstname", "lastname", "email", "comment", "keys"];
    private static readonly string[] Sight = ["User.Modify", "Sys.Audit"];
    private static readonly PermissionRequirement MayManage = PermissionRequirement.Both(PermissionRequirement.Realm, PermissionRequirement.OnUser("User.Modify"));

    private AccountsDocument Accounts => store.Accounts;

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, PermissionRequirement.LoggedIn, List, Parameter.Flag("enabled"), Parameter.Flag("full")),
        ApiMethod.Of(
            "POST",
            All,
            PermissionRequirement.Both(PermissionRequirement.Realm, PermissionRequirement.OnNewUser("User.Modify")),
            Create,
            [.. AccountParameters.User, Parameter.Text("password") with { MinLength = 8, MaxLength = 64 }]),
        ApiMethod.Get(One, PermissionRequirement.OnUser(Sight), Read, AccountParameters.UserId),
        ApiMethod.Of("PUT", One, PermissionRequirement.OnUser("User.Modify"), Update, [.. AccountParameters.User, Parameter.Flag("append") with { Requires = "groups" }]),
        ApiMethod.Of("DELETE", One, MayManage, Delete, AccountParameters.UserId),
        ApiMethod.Of(
            "PUT",
            "/access/password",
            PermissionRequirement.Either(PermissionRequirement.Self, MayManage),
            ChangePassword,
            AccountParameters.UserId,
            Parameter.Text("confirmation-password") with { MinLength = 5, MaxLength = 64 },
            Parameter.Text("password") with { IsRequired = true, MinLength = 8, MaxLength = 64 }) with { AcceptsTokens = false },
    ];

    /// <summary>Everyone sees at least the own account.</summary>
    private ApiAnswer List(ApiCall call) => ApiAnswer.List(Accounts.Users
        .Where(user => user.Id == call.Caller.FullId || permissions.HasAny(call.Caller, "/access/groups", Sight) || permissions.HasOnGroupOf(call.Caller, user.Id, Sight))
        .Where(user => !call.Parameters.Has("enabled") || user.IsEnabled == call.Parameters.Flag("enabled"))
        .OrderBy(user => user.Id, StringComparer.Ordinal)
        .Select(user => Entry(user, call.Parameters.Flag("full"))));

    private JsonObject Entry(UserAccount user, bool isFull)
    {
        var view = View(user);
        view["userid"] = user.Id;
        if (user.Realm is "pam" or "pve")
            view["realm-type"] = user.Realm;
        if (!isFull)
            return view;
        view["groups"] = string.Join(',', Accounts.GroupsOf(user.Id).Select(group => group.Id).Order(StringComparer.Ordinal));
        view["tokens"] = new JsonArray([.. Accounts.Tokens.Where(token => token.UserId == user.Id).Select(TokenEndpoints.Entry)]);
        return view;
    }

    private ApiAnswer Read(ApiCall call)
    {
        var user = permissions.RequireUser(call.Parameters.Text("userid"));
        var view = View(user);
        view["groups"] = new JsonArray([.. Accounts.GroupsOf(user.Id).Select(group => (JsonNode?)group.Id)]);
        view["tokens"] = new JsonObject(Accounts.Tokens.Where(token => token.UserId == user.Id).Select(token => KeyValuePair.Create(token.Id, (JsonNode?)TokenEndpoints.View(token))));
        return ApiAnswer.Of(view);
    }

    private ApiAnswer Create(ApiCall call)
    {
        var id = call.Parameters.Text("userid");
        store.Change(accounts =>
        {
            if (accounts.FindUser(id) is not null)
                throw ApiException.Failure($"create user failed: user '{id}' already exists");
            var user = Changed(new(id, call.Parameters.OptionalText("password")), call);
            accounts.Groups = WithMember(accounts, id, call, keepsOthers: true, "create user failed");
            accounts.Users = [.. accounts.Users, user];
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        var id = call.Parameters.Text("userid");
        store.Change(accounts =>
        {
            var user = accounts.FindUser(id) ?? throw ApiException.Failure($"update user failed: no such user ('{id}')");
            accounts.Groups = WithMember(accounts, id, call, call.Parameters.Flag("append") || !call.Parameters.Has("groups"), "update user failed");
            accounts.Users = [.. accounts.Users.Select(known => known == user ? Changed(user, call) : known)];
        });
        return ApiAnswer.Nothing;
    }

    /// <summary>A user goes with its tokens, its memberships and its rules.</summary>
    private ApiAnswer Delete(ApiCall call)
    {
        var id = call.Parameters.Text("userid");
        store.Change(accounts =>
        {
            accounts.Users = [.. accounts.Users.Where(user => user.Id != id)];
            accounts.Tokens = [.. accounts.Tokens.Where(token => token.UserId != id)];
            accounts.Groups = [.. accounts.Groups.Select(group => group with { Members = [.. group.Members.Where(member => member != id)] })];
            accounts.Rules = [.. accounts.Rules.Where(rule => rule.Subject.Split('!')[0] != id)];
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer ChangePassword(ApiCall call)
    {
        var user = permissions.RequireUser(call.Parameters.Text("userid"));
        if (!call.Caller.IsRootUser)
        {
            var known = Accounts.FindUser(call.Caller.UserId)?.Password;
            if (call.Parameters.OptionalText("confirmation-password") is not { } given)
                throw ApiException.BadParameter("confirmation-password", "missing password confirmation");
            if (given != known)
                throw ApiException.Unauthorized("authentication failure");
        }

        store.Change(accounts => accounts.Users = [.. accounts.Users.Select(known => known.Id == user.Id ? known with { Password = call.Parameters.Text("password") } : known)]);
        return ApiAnswer.Nothing;
    }

    private static UserAccount Changed(UserAccount user, ApiCall call)
    {
        var details = new Dictionary<string, string>(user.Details, StringComparer.Ordinal);
        foreach (var name in Details.Where(call.Parameters.Has))
            details[name] = call.Parameters.Text(name);
        return user with
        {
            IsEnabled = call.Parameters.Has("enable") ? call.Parameters.Flag("enable") : user.IsEnabled,
            Expire = call.Parameters.OptionalWhole("expire") ?? user.Expire,
            Details = details,
        };
    }

    private static GroupAccount[] WithMember(AccountsDocument accounts, string user, ApiCall call, bool keepsOthers, string prefix)
    {
        var wanted = ParameterValues.Split(call.Parameters.OptionalText("groups") ?? "");
        if (wanted.FirstOrDefault(group => accounts.FindGroup(group) is null) is { } unknown)
            throw ApiException.Failure($"{prefix}: no such group '{unknown}'");
        return [.. accounts.Groups.Select(group => group with
        {
            Members =
            [
                .. group.Members.Where(member => member != user),
                .. wanted.Contains(group.Id, StringComparer.Ordinal) || (keepsOthers && group.Members.Contains(user, StringComparer.Ordinal)) ? [user] : Array.Empty<string>(),
            ],
        })];
    }

    private static JsonObject View(UserAccount user)
    {
        var view = new JsonObject { ["enable"] = user.IsEnabled ? 1 : 0, ["expire"] = user.Expire };
        foreach (var (name, value) in user.Details.Where(detail => detail.Value.Length > 0))
            view[name] = value;
        return view;
    }
}
