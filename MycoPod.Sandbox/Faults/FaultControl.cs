using System.Text.Json;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Faults;

/// <summary>/sandbox/faults: GET lists, POST adds one, DELETE clears. Only root's token may call it.</summary>
internal sealed class FaultControl(FaultBoard board, Authenticator authenticator)
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
                board.Add(await ReadAsync(context));
                break;
            case "DELETE":
                board.Clear();
                break;
            case "GET":
                break;
            default:
                throw Unknown(context, target);
        }

        return ApiAnswer.Of(JsonSerializer.SerializeToNode(board.Waiting, StateJson.Compact));
    }

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
