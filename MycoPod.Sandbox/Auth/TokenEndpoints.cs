using System.Text.Json.Nodes;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Auth;

/// <summary>A user's API tokens. The secret is told once, when the token is made.</summary>
internal sealed class TokenEndpoints(AccountsStore store, Permissions permissions) : IEndpointGroup
{
    private const string All = "/access/users/{userid}/token";
    private const string One = "/access/users/{userid}/token/{tokenid}";

    private static readonly PermissionRequirement Required = PermissionRequirement.Either(PermissionRequirement.Self, PermissionRequirement.OnUser("User.Modify"));

    private static readonly Parameter[] Values =
        [AccountParameters.UserId, AccountParameters.TokenId, Parameter.Text("comment"), AccountParameters.Expire, Parameter.Flag("privsep")];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(All, Required, List, AccountParameters.UserId),
        ApiMethod.Get(One, Required, call => ApiAnswer.Of(View(Require(call))), AccountParameters.UserId, AccountParameters.TokenId),
        ApiMethod.Of("POST", One, Required, Create, Values),
        ApiMethod.Of("PUT", One, Required, Update, Values),
        ApiMethod.Of("DELETE", One, Required, Delete, AccountParameters.UserId, AccountParameters.TokenId),
    ];

    public static JsonObject Entry(TokenAccount token)
    {
        var view = View(token);
        view["tokenid"] = token.Id;
        return view;
    }

    public static JsonObject View(TokenAccount token)
    {
        var view = new JsonObject { ["privsep"] = token.IsSeparated ? 1 : 0, ["expire"] = token.Expire ?? 0 };
        if (token.Comment is not null)
            view["comment"] = token.Comment;
        return view;
    }

    private ApiAnswer List(ApiCall call)
    {
        var user = permissions.RequireUser(call.Parameters.Text("userid"));
        return ApiAnswer.List(store.Accounts.Tokens.Where(token => token.UserId == user.Id).Select(Entry));
    }

    /// <summary>Numbers come back as they were sent, which is as text from a form.</summary>
    private ApiAnswer Create(ApiCall call)
    {
        var user = permissions.RequireUser(call.Parameters.Text("userid"));
        var id = call.Parameters.Text("tokenid");
        if (store.Accounts.FindToken(user.Id, id) is not null)
            throw ApiException.BadParameter("tokenid", "Token already exists.");

        var token = Changed(new(user.Id, id, AccountSeed.Secret()), call);
        store.Change(accounts => accounts.Tokens = [.. accounts.Tokens, token]);
        var info = new JsonObject { ["privsep"] = call.Parameters.OptionalText("privsep") ?? (JsonNode)1 };
        if (call.Parameters.OptionalText("expire") is { } expire)
            info["expire"] = expire;
        if (token.Comment is not null)
            info["comment"] = token.Comment;
        return ApiAnswer.Of(new JsonObject { ["full-tokenid"] = token.FullId, ["info"] = info, ["value"] = token.Secret });
    }

    private ApiAnswer Update(ApiCall call)
    {
        var changed = Changed(Require(call), call);
        store.Change(accounts => accounts.Tokens = [.. accounts.Tokens.Select(token => token.FullId == changed.FullId ? changed : token)]);
        return ApiAnswer.Of(View(changed));
    }

    private ApiAnswer Delete(ApiCall call)
    {
        var gone = Require(call);
        store.Change(accounts =>
        {
            accounts.Tokens = [.. accounts.Tokens.Where(token => token.FullId != gone.FullId)];
            accounts.Rules = [.. accounts.Rules.Where(rule => rule.Subject != gone.FullId)];
        });
        return ApiAnswer.Nothing;
    }

    private TokenAccount Require(ApiCall call)
    {
        var (user, id) = (call.Parameters.Text("userid"), call.Parameters.Text("tokenid"));
        return store.Accounts.FindToken(user, id) ?? throw ApiException.Failure($"no such token '{id}' for user '{user}'");
    }

    private static TokenAccount Changed(TokenAccount token, ApiCall call) => token with
    {
        IsSeparated = call.Parameters.Has("privsep") ? call.Parameters.Flag("privsep") : token.IsSeparated,
        Expire = call.Parameters.OptionalWhole("expire") ?? token.Expire,
        Comment = call.Parameters.OptionalText("comment") is { Length: > 0 } comment ? comment : token.Comment,
    };
}
