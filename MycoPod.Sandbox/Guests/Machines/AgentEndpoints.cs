using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>
/// The guest agent: there is one where the configuration says so and the machine has an operating system, and it takes a
/// while after the start until it answers.
/// </summary>
internal sealed class AgentEndpoints(GuestTasks tasks, AgentCommands commands) : IEndpointGroup
{
    private const string At = "/nodes/{node}/qemu/{vmid}/agent";

    /// <summary>In seconds: a cloud image's first boot.</summary>
    private const double BootTime = 15;

    private static readonly PermissionRequirement MayMonitor = PermissionRequirement.On("/vms/{vmid}", "VM.Monitor");

    public IEnumerable<ApiMethod> Endpoints =>
    [
        On("POST", "ping", _ => new JsonObject()),
        On("GET", "get-osinfo", _ => SystemInfo()),
        On("GET", "get-host-name", guest => new JsonObject { ["host-name"] = guest.Name ?? $"VM{guest.Vmid}" }),
        On("GET", "network-get-interfaces", GuestNetwork.OfMachine),
        ApiMethod.Of(
            "POST",
            $"{At}/exec",
            MayMonitor,
            call => ApiAnswer.Of(new JsonObject { ["pid"] = commands.Start(RequireAgent(call), call.Parameters.List("command"), call.Parameters.OptionalText("input-data") ?? "") }),
            StandardParameters.Node,
            StandardParameters.Vmid,
            Parameter.List("command") with { IsRequired = true },
            Parameter.Text("input-data") with { MaxLength = 65536 }),
        ApiMethod.Get(
            $"{At}/exec-status",
            MayMonitor,
            call => ApiAnswer.Of(commands.Status(RequireAgent(call), call.Parameters.Whole("pid"))),
            StandardParameters.Node,
            StandardParameters.Vmid,
            Parameter.Whole("pid") with { IsRequired = true }),
    ];

    private ApiMethod On(string method, string path, Func<Guest, JsonNode> result) => ApiMethod.Of(
        method,
        $"{At}/{path}",
        MayMonitor,
        call => ApiAnswer.Of(new JsonObject { ["result"] = result(RequireAgent(call)) }),
        StandardParameters.Node,
        StandardParameters.Vmid);

    private Guest RequireAgent(ApiCall call) => tasks.State.Read(cluster =>
    {
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        if (!guest.Config.TryGetValue("agent", out var agent) || MachineKeys.Agent.Parse(agent).GetValueOrDefault("enabled") != "1")
            throw ApiException.Failure("No QEMU guest agent configured");
        if (guest.StartedAt is not { } start)
            throw ApiException.Failure($"VM {guest.Vmid} is not running");
        return cluster.HasSystem(guest) && !guest.IsPaused && tasks.HasPassed(start, BootTime)
            ? guest
            : throw ApiException.Failure("QEMU guest agent is not running");
    });

    private static JsonObject SystemInfo() => new()
    {
        ["id"] = "debian",
        ["name"] = "Debian GNU/Linux",
        ["pretty-name"] = "Debian GNU/Linux 12 (bookworm)",
        ["version"] = "12 (bookworm)",
        ["version-id"] = "12",
        ["kernel-release"] = "6.1.0-32-cloud-amd64",
        ["kernel-version"] = "#1 SMP PREEMPT_DYNAMIC Debian 6.1.129-1 (2025-03-06)",
        ["machine"] = "x86_64",
    };
}
