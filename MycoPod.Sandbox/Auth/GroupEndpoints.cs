using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Auth;

/// <summary>/access/groups (pve-access-control 8.2.2, API2/Group.pm).</summary>
internal sealed class GroupEndpoints(AccountsStore store, Permissions permissions) : IEndpointGroup
{
    private const string All = "/access/groups";
    private const string One = "/access/groups/{groupid}";

    private static readonly PermissionRequirement MayChange = PermissionRequirement.On(All, "Group.Allocate");
    private static readonly Parameter Comment = Parameter.Text("comment");

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, PermissionRequirement.LoggedIn, List),
        ApiMethod.Of("POST", All, MayChange, Create, AccountParameters.GroupId, Comment),
        ApiMethod.Get(One, PermissionRequirement.AnyOn(All, "Sys.Audit", "Group.Allocate"), Read, AccountParameters.GroupId),
        ApiMethod.Of("PUT", One, MayChange, Update, AccountParameters.GroupId, Comment),
        ApiMethod.Of("DELETE", One, MayChange, Delete, AccountParameters.GroupId),
    ];

    private ApiAnswer List(ApiCall call) => ApiAnswer.List(store.Accounts.Groups
        .Where(group => permissions.HasAny(call.Caller, $"/access/groups/{group.Id}", "User.Modify", "Sys.Audit", "Group.Allocate"))
        .Select(group =>
        {
            var view = new JsonObject { ["groupid"] = group.Id, ["users"] = string.Join(',', group.Members) };
            if (group.Comment is not null)
                view["comment"] = group.Comment;
            return view;
        }));

    private ApiAnswer Read(ApiCall call)
    {
        var group = Require(call, prefix: "");
        var view = new JsonObject { ["members"] = new JsonArray([.. group.Members.Select(member => (JsonNode?)member)]) };
        if (group.Comment is not null)
            view["comment"] = group.Comment;
        return ApiAnswer.Of(view);
    }

    private ApiAnswer Create(ApiCall call)
    {
        var id = call.Parameters.Text("groupid");
        store.Change(accounts => accounts.Groups = accounts.FindGroup(id) is null
            ? [.. accounts.Groups, new(id, call.Parameters.OptionalText("comment"))]
            : throw ApiException.Failure($"create group failed: group '{id}' already exists"));
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        var group = Require(call, "update group failed: ");
        if (call.Parameters.OptionalText("comment") is { } comment)
            store.Change(accounts => accounts.Groups = [.. accounts.Groups.Select(known => known.Id == group.Id ? known with { Comment = comment } : known)]);
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        var group = Require(call, "delete group failed: ");
        store.Change(accounts =>
        {
            accounts.Groups = [.. accounts.Groups.Where(known => known.Id != group.Id)];
            accounts.Rules = [.. accounts.Rules.Where(rule => rule.Subject != group.Id)];
        });
        return ApiAnswer.Nothing;
    }

    private GroupAccount Require(ApiCall call, string prefix)
    {
        var id = call.Parameters.Text("groupid");
        return store.Accounts.FindGroup(id) ?? throw ApiException.Failure($"{prefix}group '{id}' does not exist");
    }
}
