using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Http;

/// <summary>One request on its way through the API, with what is known of it so far.</summary>
internal sealed class ApiExchange(HttpContext context, RequestTarget target)
{
    public HttpContext Context => context;

    public HttpRequest Request => context.Request;

    public RequestTarget Target => target;

    public Caller? Caller { get; set; }

    public Dictionary<string, RawValue> Parameters { get; set; } = new(StringComparer.Ordinal);

    public UploadedFile? Upload { get; set; }

    public bool IsMutating => Request.Method != HttpMethods.Get;
}
