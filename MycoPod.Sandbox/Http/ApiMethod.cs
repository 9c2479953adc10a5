using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Http;

internal delegate ValueTask<ApiAnswer> ApiHandler(ApiCall call);

/// <summary>One method of the API: where it is, who may call it, what it takes, what it does.</summary>
internal sealed record ApiMethod(string Method, PathTemplate Path, PermissionRequirement Permission, ApiHandler Handler)
{
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Some methods need a proper ticket (allowtoken 0 in the published schema).</summary>
    public bool AcceptsTokens { get; init; } = true;

    public static ApiMethod Get(string path, PermissionRequirement permission, Func<ApiCall, ApiAnswer> handler, params IReadOnlyList<Parameter> parameters) =>
        Of("GET", path, permission, handler, parameters);

    public static ApiMethod Of(string method, string path, PermissionRequirement permission, Func<ApiCall, ApiAnswer> handler, params IReadOnlyList<Parameter> parameters) =>
        Of(method, path, permission, call => ValueTask.FromResult(handler(call)), parameters);

    public static ApiMethod Of(string method, string path, PermissionRequirement permission, ApiHandler handler, params IReadOnlyList<Parameter> parameters) =>
        new(method, new PathTemplate(path), permission, handler) { Parameters = parameters };
}
