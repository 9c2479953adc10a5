using System.Text.Json;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Faults;

/// <summary>/sandbox/faults: GET lists, POST adds one, DELETE clears. Only root's token may call it.</summary>
internal sealed class FaultControl(FaultBoard board, Authenticator authenticator, ClusterState state)
{
    public async Task<ApiAnswer> AnswerAsync(HttpContext context, RequestTarget target)
    {
        if (!authenticator.Authenticate(context.Request).IsRootToken)
            throw ApiException.Forbidden("the root token only");
        if (target.Segments is not ["faults"])
            throw Unknown(context, target);

        switch (context.Request.Method)
        {
            case "POST":
                Add(await ReadAsync(context));
                break;
            case "DELETE":
                board.Clear();
                state.Change(Mend);
                break;
            case "GET":
                break;
            default:
                throw Unknown(context, target);
        }

        return ApiAnswer.Of(JsonSerializer.SerializeToNode(board.Waiting.Concat(state.Read(Broken)), StateJson.Compact));
    }

    private void Add(Fault fault)
    {
        if (fault.Kind == FaultKind.FullStorage)
            state.Change(cluster => (cluster.FindStorage(fault.Storage ?? "") ?? throw ApiException.BadParameter("storage", "no such storage")).IsFull = true);
        else if (fault.Kind == FaultKind.LostNode)
            state.Change(cluster => Lose(cluster, fault.Node));
        else if (fault.Kind is FaultKind.TaskError or FaultKind.TaskWarning && fault.Type is null)
            throw ApiException.BadParameter("type", "property is missing and it is not optional");
        else if (fault.Type is null && (fault.Method.Length == 0 || fault.Path.Length == 0))
            throw ApiException.BadParameter("path", "a fault of requests has a method and a path");
        else
            board.Add(fault);
    }

    /// <summary>The first node answers for the cluster, so it cannot be lost.</summary>
    private static void Lose(ClusterDocument cluster, string? name)
    {
        if (cluster.FindNode(name ?? "") is not { } node || node == cluster.Nodes[0])
            throw ApiException.BadParameter("node", "no such node, or the one that answers");
        node.IsLost = true;
    }

    private static void Mend(ClusterDocument cluster)
    {
        foreach (var storage in cluster.Storages)
            storage.IsFull = false;
        foreach (var node in cluster.Nodes)
            node.IsLost = false;
    }

    /// <summary>What is lost or full is part of the state, and stays so over a restart.</summary>
    private static Fault[] Broken(ClusterDocument cluster) =>
    [
        .. cluster.Storages.Where(storage => storage.IsFull).Select(storage => new Fault(FaultKind.FullStorage) { Storage = storage.Id }),
        .. cluster.Nodes.Where(node => node.IsLost).Select(node => new Fault(FaultKind.LostNode) { Node = node.Name }),
    ];

    private static async Task<Fault> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Fault>(context.Request.Body, StateJson.Compact, context.RequestAborted)
                ?? throw ApiException.BadParameter("fault", "property is missing and it is not optional");
        }
        catch (JsonException mistake)
        {
            throw ApiException.BadParameter("fault", mistake.Message);
        }
    }

    private static ApiException Unknown(HttpContext context, RequestTarget target) =>
        new(StatusCodes.Status501NotImplemented, $"Method '{context.Request.Method} {target.Path}' not implemented");
}
