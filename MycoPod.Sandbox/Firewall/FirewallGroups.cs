using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Firewall;

/// <summary>All methods of all firewalls.</summary>
internal static class FirewallGroups
{
    public static IEnumerable<IEndpointGroup> Of(ClusterState state)
    {
        yield return new SecurityGroupEndpoints(state);
        yield return new FirewallRuleEndpoints(state, FirewallScope.Cluster, isGroup: true);
        yield return new FirewallRuleEndpoints(state, FirewallScope.Node, isGroup: false);
        yield return new FirewallOptionEndpoints(state, FirewallScope.Node, FirewallParameters.NodeOptions);
        foreach (var scope in new[] { FirewallScope.Cluster, FirewallScope.Machine, FirewallScope.Container })
        {
            yield return new FirewallRuleEndpoints(state, scope, isGroup: false);
            yield return new FirewallOptionEndpoints(state, scope, scope.IsGuest ? FirewallParameters.GuestOptions : FirewallParameters.ClusterOptions);
            yield return new AliasEndpoints(state, scope);
            yield return new SetEndpoints(state, scope);
            yield return new ReferenceEndpoints(state, scope);
        }
    }
}
