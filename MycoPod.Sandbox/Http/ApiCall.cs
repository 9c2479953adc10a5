using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Http;

/// <summary>A request whose caller, permission and parameters are checked. World endpoints have no caller.</summary>
internal sealed record ApiCall(Caller? Anyone, ParameterValues Parameters, CancellationToken Token)
{
    public Caller Caller => Anyone ?? throw new InvalidOperationException("this endpoint answers anyone");

    /// <summary>The file of an upload.</summary>
    public UploadedFile? Upload { get; init; }

    public string Node => Parameters.Text("node");

    public long Vmid => Parameters.Whole("vmid");
}
