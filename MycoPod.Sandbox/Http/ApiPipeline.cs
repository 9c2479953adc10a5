using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Faults;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Http;

/// <summary>From connection to answer: refusals of the HTTP layer, authentication, faults, the API itself, the log.</summary>
internal sealed class ApiPipeline(
    Authenticator authenticator,
    ApiDispatcher dispatcher,
    AnswerWriter writer,
    FaultBoard faults,
    RequestLog log,
    SandboxClock clock,
    CancellationToken stopping)
{
    /// <summary>The server answers every failed authentication late.</summary>
    private static readonly TimeSpan UnauthorizedDelay = TimeSpan.FromSeconds(3);

    public async Task AnswerAsync(HttpContext context, RequestTarget target)
    {
        var exchange = new ApiExchange(context, target);
        try
        {
            RequestParameters.RefuseUnreadable(context.Request);
            if (!dispatcher.IsOpenToAnyone(target, context.Request.Method))
                exchange.Caller = authenticator.Authenticate(context.Request);
        }
        catch (RefusedRequestException refusal)
        {
            await writer.WritePlainAsync(context, refusal.Status, refusal.Message);
            return;
        }
        catch (ApiException failure)
        {
            await clock.DelayAsync(UnauthorizedDelay, context.RequestAborted);
            await writer.WriteReasonAsync(context, StatusCodes.Status401Unauthorized, failure.Message);
            return;
        }

        await AnswerAsync(exchange);
    }

    private async Task AnswerAsync(ApiExchange exchange)
    {
        var fault = faults.Take(exchange.Request.Method, exchange.Target.Segments);
        try
        {
            if (UploadReader.IsUpload(exchange.Request))
                (exchange.Parameters, exchange.Upload) = await UploadReader.ReadAsync(exchange.Request);
            else
                exchange.Parameters = await RequestParameters.ReadAsync(exchange.Request);
        }
        catch (RefusedRequestException refusal)
        {
            await writer.WritePlainAsync(exchange.Context, refusal.Status, refusal.Message);
            return;
        }

        if (fault is not null && await IsOverBeforeAsync(exchange, fault))
            return;
        var outcome = await RunAsync(exchange);
        Log(exchange, outcome, fault);
        if (fault is null || !await IsOverAfterAsync(exchange, fault))
            await WriteAsync(exchange, outcome);
    }

    private async Task<Outcome> RunAsync(ApiExchange exchange)
    {
        try
        {
            return new(await dispatcher.RunAsync(exchange), Error: null);
        }
        catch (ApiException error)
        {
            return new(Answer: null, error);
        }
    }

    private async Task WriteAsync(ApiExchange exchange, Outcome outcome)
    {
        if (outcome.Error?.Status == StatusCodes.Status401Unauthorized)
            await clock.DelayAsync(UnauthorizedDelay, exchange.Context.RequestAborted);
        await (outcome.Error is null
            ? writer.WriteAsync(exchange.Context, outcome.Answer ?? ApiAnswer.Nothing)
            : WriteAsync(exchange.Context, outcome.Error));
    }

    private Task WriteAsync(HttpContext context, Fault fault) => fault.Status == StatusCodes.Status401Unauthorized
        ? writer.WriteReasonAsync(context, fault.Status, fault.Message)
        : WriteAsync(context, new ApiException(fault.Status, fault.Message));

    /// <summary>What a proxying node says of its own has no body; everything else is the API's answer.</summary>
    private Task WriteAsync(HttpContext context, ApiException error) => error.Status >= ApiException.Unreachable
        ? writer.WriteReasonAsync(context, error.Status, error.Message)
        : writer.WriteAsync(context, error);

    private async Task<bool> IsOverBeforeAsync(ApiExchange exchange, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.DelayBefore:
                // Not cancelled by a client that leaves: the real server executes what it has received.
                await clock.HoldAsync(TimeSpan.FromSeconds(fault.Seconds), stopping);
                return false;
            case FaultKind.DropBefore:
                Log(exchange, fault, status: 0);
                exchange.Context.Abort();
                return true;
            case FaultKind.Status:
                Log(exchange, fault, fault.Status);
                await WriteAsync(exchange.Context, fault);
                return true;
            default:
                return false;
        }
    }

    private async Task<bool> IsOverAfterAsync(ApiExchange exchange, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.DelayAfter:
                using (var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping, exchange.Context.RequestAborted))
                    await clock.HoldAsync(TimeSpan.FromSeconds(fault.Seconds), gone.Token);
                return false;
            case FaultKind.DropAfter:
                exchange.Context.Abort();
                return true;
            case FaultKind.StatusAfter:
                await WriteAsync(exchange.Context, fault);
                return true;
            default:
                return false;
        }
    }

    private void Log(ApiExchange exchange, Outcome outcome, Fault? fault)
    {
        if (!exchange.IsMutating)
            return;

        var text = outcome.Answer?.Data is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;
        log.Write(new(exchange.Request.Method, exchange.Target.Path, outcome.Error?.Status ?? StatusCodes.Status200OK)
        {
            User = exchange.Caller?.FullId,
            Parameters = exchange.Parameters,
            Upid = text?.StartsWith("UPID:", StringComparison.Ordinal) == true ? text : null,
            Message = outcome.Error?.Message,
            Fault = fault?.Name,
        });
    }

    private void Log(ApiExchange exchange, Fault fault, int status)
    {
        if (exchange.IsMutating)
        {
            log.Write(new(exchange.Request.Method, exchange.Target.Path, status)
            {
                User = exchange.Caller?.FullId,
                Parameters = exchange.Parameters,
                Fault = fault.Name,
            });
        }
    }

    private sealed record Outcome(ApiAnswer? Answer, ApiException? Error);
}
