using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Http;

/// <summary>Writes answers with the status line, headers and bodies of pve-http-server.</summary>
internal sealed class AnswerWriter(SandboxClock clock)
{
    private const string JsonType = "application/json;charset=UTF-8";
    private const int RequestsPerConnection = 100;

    public Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        if (answer.File is { } file)
        {
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
            return SendAsync(context, StatusCodes.Status200OK, "OK", file.Text, "text/plain");
        }

        var body = new JsonObject { ["data"] = answer.Data };
        if (answer.Total is { } total)
            body["total"] = total;
        if (answer.Changes is { } changes)
            body["changes"] = changes;
        return SendAsync(context, StatusCodes.Status200OK, "OK", body.ToJsonString(StateJson.Compact), JsonType);
    }

    public Task WriteAsync(HttpContext context, ApiException error)
    {
        var isUnimplemented = error.Status == StatusCodes.Status501NotImplemented;
        var body = new JsonObject
        {
            ["data"] = null,
            ["message"] = isUnimplemented ? error.Message : error.Message + "\n",
        };
        if (error.Errors is not null)
            body["errors"] = JsonSerializer.SerializeToNode(error.Errors, StateJson.Compact);
        return SendAsync(context, error.Status, error.Message, body.ToJsonString(StateJson.Compact), JsonType);
    }

    /// <summary>Failed authentication and a proxying node's own failures have no body, only their reason.</summary>
    public Task WriteReasonAsync(HttpContext context, int status, string reason) =>
        SendAsync(context, status, reason, "", contentType: null);

    public Task WritePlainAsync(HttpContext context, int status, string message) =>
        SendAsync(context, status, message, message + "\n", contentType: null);

    public Task WriteScriptAsync(HttpContext context, string text) =>
        SendAsync(context, StatusCodes.Status200OK, "OK", text, "application/javascript");

    private async Task SendAsync(HttpContext context, int status, string message, string body, string? contentType)
    {
        var response = context.Response;
        var now = clock.Now.ToString("R", CultureInfo.InvariantCulture);
        response.StatusCode = status;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = message.Split('\n')[0];
        response.Headers.CacheControl = "max-age=0";
        response.Headers.Date = now;
        response.Headers.Pragma = "no-cache";
        response.Headers.Server = "pve-api-daemon/3.0";
        response.Headers.Expires = now;
        response.Headers.Connection = status >= StatusCodes.Status400BadRequest || IsLastOnConnection(context) ? "close" : "Keep-Alive";
        response.ContentType = contentType;

        var bytes = Encoding.UTF8.GetBytes(body);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static bool IsLastOnConnection(HttpContext context)
    {
        var items = context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        var answered = items.TryGetValue(nameof(RequestsPerConnection), out var before) && before is int count ? count + 1 : 1;
        items[nameof(RequestsPerConnection)] = answered;
        return answered >= RequestsPerConnection;
    }
}
