using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Cluster;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Network;

/// <summary>A node's resolver, hosts file, clock, certificate and version.</summary>
internal sealed class NodeSettingsEndpoints(ClusterState state, SandboxClock clock, X509Certificate2 certificate) : IEndpointGroup
{
    private const string At = "/nodes/{node}";

    private static readonly PermissionRequirement MayAudit = PermissionRequirement.On(At, "Sys.Audit");
    private static readonly PermissionRequirement MayChange = PermissionRequirement.On(At, "Sys.Modify");

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get($"{At}/dns", MayAudit, call => state.Read(cluster => ApiAnswer.Of(SectionRules.View(Node(cluster, call).Dns, []))), StandardParameters.Node),
        ApiMethod.Of(
            "PUT",
            $"{At}/dns",
            MayChange,
            SetDns,
            StandardParameters.Node,
            Parameter.Text("dns1") with { Format = ClusterFormats.Address },
            Parameter.Text("dns2") with { Format = ClusterFormats.Address },
            Parameter.Text("dns3") with { Format = ClusterFormats.Address },
            Parameter.Text("search") with { IsRequired = true }),
        ApiMethod.Get($"{At}/hosts", PermissionRequirement.On("/", "Sys.Audit"), ReadHosts, StandardParameters.Node),
        ApiMethod.Of("POST", $"{At}/hosts", MayChange, SetHosts, StandardParameters.Node, Parameter.Text("data") with { IsRequired = true }, CommonParameters.Digest),
        ApiMethod.Get($"{At}/time", MayAudit, ReadTime, StandardParameters.Node),
        ApiMethod.Of("PUT", $"{At}/time", MayChange, SetTime, StandardParameters.Node, Parameter.Text("timezone") with { IsRequired = true }),
        ApiMethod.Get($"{At}/certificates/info", PermissionRequirement.LoggedIn, _ => Certificates(), StandardParameters.Node),
        ApiMethod.Get(
            $"{At}/version",
            PermissionRequirement.LoggedIn,
            _ => ApiAnswer.Of(new JsonObject { ["version"] = NodeView.Version, ["release"] = "8.4", ["repoid"] = NodeView.RepositoryId }),
            StandardParameters.Node),
    ];

    /// <summary>What is not named is gone.</summary>
    private ApiAnswer SetDns(ApiCall call)
    {
        state.Change(cluster =>
        {
            var dns = Node(cluster, call).Dns;
            dns.Clear();
            SectionRules.Apply(dns, SectionRules.Values(call, "node"), []);
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer ReadHosts(ApiCall call) => state.Read(cluster =>
    {
        var text = Hosts(Node(cluster, call));
        return ApiAnswer.Of(new JsonObject { ["data"] = text, ["digest"] = Digests.Of([text]) });
    });

    private ApiAnswer SetHosts(ApiCall call)
    {
        state.Change(cluster =>
        {
            var node = Node(cluster, call);
            SectionRules.RequireUnmodified(Digests.Of([Hosts(node)]), call);
            node.Hosts = call.Parameters.Text("data");
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer ReadTime(ApiCall call) => state.Read(cluster =>
    {
        var zone = Node(cluster, call).TimeZone;
        var offset = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known.GetUtcOffset(clock.Now) : TimeSpan.Zero;
        var now = clock.Now.ToUnixTimeSeconds();
        return ApiAnswer.Of(new JsonObject { ["timezone"] = zone, ["time"] = now, ["localtime"] = now + (long)offset.TotalSeconds });
    });

    private ApiAnswer SetTime(ApiCall call)
    {
        var zone = call.Parameters.Text("timezone");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw ApiException.Failure($"timezone '{zone}' is invalid");
        state.Change(cluster => Node(cluster, call).TimeZone = zone);
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Certificates() => ApiAnswer.List(
    [
        new JsonObject
        {
            ["filename"] = "pve-ssl.pem",
            ["fingerprint"] = ServerCertificate.Fingerprint(certificate),
            ["issuer"] = certificate.Issuer,
            ["subject"] = certificate.Subject,
            ["notbefore"] = new DateTimeOffset(certificate.NotBefore).ToUnixTimeSeconds(),
            ["notafter"] = new DateTimeOffset(certificate.NotAfter).ToUnixTimeSeconds(),
            ["public-key-type"] = "id-ecPublicKey",
            ["public-key-bits"] = 256,
            ["pem"] = certificate.ExportCertificatePem() + "\n",
            ["san"] = new JsonArray([.. Names().Select(name => (JsonNode?)name)]),
        },
    ]);

    private IEnumerable<string> Names() => certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
        .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => $"{address}")));

    private static string Hosts(ClusterNode node) => node.Hosts ?? $"127.0.0.1 localhost.localdomain localhost\n{node.Address} {node.Name}.home.arpa {node.Name}\n";

    private static ClusterNode Node(ClusterDocument cluster, ApiCall call) => cluster.FindNode(call.Node) ?? cluster.Nodes[0];
}
