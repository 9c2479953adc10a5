using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Http;

/// <summary>
/// Finds the method and runs it. The order of the checks is the server's: path, token, permission, node, parameters
/// (pve-manager 8.4.1, PVE/HTTPServer.pm, rest_handler).
/// </summary>
internal sealed class ApiDispatcher(EndpointTable table, Permissions permissions, ClusterState state)
{
    public bool IsOpenToAnyone(RequestTarget target, string method) =>
        table.Find(method, target.Segments)?.Method.Permission == PermissionRequirement.World;

    public async Task<ApiAnswer> RunAsync(ApiExchange exchange)
    {
        var method = exchange.Request.Method;
        var path = exchange.Target.Path;
        if (table.Find(method, exchange.Target.Segments) is not var (endpoint, pathValues))
            throw new ApiException(StatusCodes.Status501NotImplemented, $"Method '{method} {path}' not implemented");

        foreach (var name in exchange.Parameters.Keys.Where(pathValues.ContainsKey))
            throw ApiException.BadParameter(name, "duplicate parameter (already defined in URI)");
        if (exchange.Caller is { TokenId: not null } && !endpoint.AcceptsTokens)
            throw ApiException.Forbidden($"URI '{path}' not available with API token, need proper ticket.\n");
        if (exchange.Caller is { } caller)
            endpoint.Permission.Demand(permissions, caller, Texts(exchange.Parameters, pathValues));
        if (pathValues.TryGetValue("node", out var node))
            pathValues["node"] = Resolve(node);

        return await endpoint.Handler(new(exchange.Caller, Check(endpoint, exchange.Parameters, pathValues), exchange.Context.RequestAborted) { Upload = exchange.Upload });
    }

    /// <summary>localhost is the node that was asked, which is always the first.</summary>
    private string Resolve(string name)
    {
        var node = state.Read(cluster => name == "localhost" ? cluster.Nodes[0] : cluster.FindNode(name))
            ?? throw ApiException.Failure($"hostname lookup '{name}' failed - failed to get address info for: {name}: Name or service not known");
        return node.IsLost ? throw new ApiException(ApiException.Unreachable, "No route to host") : node.Name;
    }

    /// <summary>Permissions are checked on values that nobody has checked yet, of the path and of the request.</summary>
    private static Dictionary<string, string> Texts(Dictionary<string, RawValue> given, Dictionary<string, string> pathValues)
    {
        var texts = given.ToDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal);
        foreach (var (name, value) in pathValues)
            texts[name] = value;
        return texts;
    }

    private static ParameterValues Check(ApiMethod endpoint, Dictionary<string, RawValue> given, Dictionary<string, string> pathValues)
    {
        var values = new Dictionary<string, RawValue>(given, StringComparer.Ordinal);
        foreach (var (name, value) in pathValues)
            values[name] = value;

        var errors = new ParameterErrors();
        ParameterCheck.CheckAll(endpoint.Parameters, values, errors);
        if (errors.Any)
            throw ApiException.BadParameters(errors.Texts);
        return new(values.ToDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal));
    }
}
