namespace MycoPod.Sandbox.Http;

/// <summary>The HTTP layer itself turns the request away: a plain text answer, before any API code runs.</summary>
internal sealed class RefusedRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
