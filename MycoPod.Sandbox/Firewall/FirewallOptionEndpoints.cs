using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Firewall;

/// <summary>Whether a firewall is on, and what becomes of packets that no rule meets.</summary>
internal sealed class FirewallOptionEndpoints(ClusterState state, FirewallScope scope, IReadOnlyList<Parameter> options) : IEndpointGroup
{
    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get($"{scope.At}/options", scope.MayAudit, Read, scope.Parameters),
        ApiMethod.Of("PUT", $"{scope.At}/options", scope.MayChange, Update, [.. scope.Parameters, .. options, CommonParameters.DeleteAny, CommonParameters.Digest]),
    ];

    private ApiAnswer Read(ApiCall call) => state.Read(cluster =>
    {
        var file = scope.File(cluster, call);
        var view = SectionRules.View(file.Options, options);
        view["digest"] = Digest(file);
        return ApiAnswer.Of(view);
    });

    private ApiAnswer Update(ApiCall call)
    {
        state.Change(cluster =>
        {
            var file = scope.File(cluster, call);
            SectionRules.RequireUnmodified(Digest(file), call);
            SectionRules.Apply(file.Options, SectionRules.Values(call, "node", "vmid"), SectionRules.Deletions(call));
        });
        return ApiAnswer.Nothing;
    }

    private static string Digest(FirewallFile file) => Digests.Of(file.Options.Select(option => $"{option.Key}: {option.Value}\n"));
}
