namespace MycoPod.Sandbox.Http;

/// <summary>All methods of the API by path.</summary>
internal sealed class EndpointTable(IEnumerable<IEndpointGroup> groups)
{
    private readonly ApiMethod[] endpoints = [.. groups.SelectMany(group => group.Endpoints)];

    public IReadOnlyList<ApiMethod> All => endpoints;

    public (ApiMethod Method, Dictionary<string, string> PathValues)? Find(string method, IReadOnlyList<string> segments)
    {
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Method == method && endpoint.Path.Match(segments) is { } values)
                return (endpoint, values);
        }

        return null;
    }
}
