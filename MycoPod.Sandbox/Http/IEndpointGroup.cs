namespace MycoPod.Sandbox.Http;

/// <summary>The methods of one corner of the API.</summary>
internal interface IEndpointGroup
{
    IEnumerable<ApiMethod> Endpoints { get; }
}
