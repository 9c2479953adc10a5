using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Tests.Plans;

/// <summary>A free call of the API is for what no step kind does, and for nothing that gives power away.</summary>
public sealed class CallApiTests
{
    public static TheoryData<string> Kinds => new(StepKindTests.Plans.Where(c => c.Value.Steps[0] is not CallApi && CallOf(c.Key) is { } call && !call.Path.StartsWith("/access", StringComparison.Ordinal)).Select(c => c.Key));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_refused_where_a_step_kind_exists(string kind)
    {
        var call = Assert.IsType<ApiCall>(CallOf(kind));
        var path = call.Path.Replace("{pos}", "0", StringComparison.Ordinal);
        Assert.Contains($"{call.Method} {path} has a step kind of its own.", new CallApi(call.Method, path, [], Guest: null).CheckArguments());
    }

    [Theory]
    [InlineData("POST", "/access/users")]
    [InlineData("PUT", "/access/acl")]
    [InlineData("POST", "/nodes/pve1/execute")]
    [InlineData("POST", "/nodes/pve1/termproxy")]
    [InlineData("POST", "/nodes/pve1/qemu/{id}/agent/exec")]
    [InlineData("POST", "/nodes/pve1/qemu/{id}/vncproxy")]
    [InlineData("POST", "/nodes/pve1/qemu/{id}/monitor")]
    public void It_opens_no_accounts_consoles_or_commands(string method, string path) =>
        Assert.Contains(Check(method, path), p => p.Contains("not open to plans", StringComparison.Ordinal));

    [Theory]
    [InlineData("GET", "/cluster/options", "changes nothing")]
    [InlineData("PUT", "/cluster/../access/acl", "no path of the API")]
    [InlineData("PUT", "cluster/options", "no path of the API")]
    [InlineData("PUT", "/cluster/options?x=1", "no path of the API")]
    [InlineData("PUT", "/nodes/pve1/qemu/100/cloudinit", "by its number")]
    [InlineData("PUT", "/nodes/pve1/lxc/100/feature", "by its number")]
    [InlineData("PUT", "/cluster/ha/resources/vm:101", "by its number")]
    [InlineData("PUT", "/%61ccess/acl", "no path of the API")]
    public void What_is_no_call_of_a_change_is_named(string method, string path, string problem) =>
        Assert.Contains(Check(method, path), p => p.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void A_guest_is_meant_by_its_name_and_its_number_filled_in()
    {
        var nas = new GuestReference("nas", GuestKind.Vm, new("pve2"), new Vmid(100));
        var step = new CallApi("PUT", "/nodes/pve2/qemu/{id}/cloudinit", [], nas);
        Assert.Empty(PlanRules.Check(Plan.Of([step])));
        Assert.Equal("PUT /nodes/pve2/qemu/100/cloudinit", step.Call(1, PlaceholderNames.Instance).Note);
        Assert.Equal(("Call the API: PUT /nodes/pve2/qemu/nas/cloudinit", Risk.Change), (step.Title, step.Risk));
        Assert.NotEmpty((step with { Guest = null }).CheckArguments());
    }

    [Theory]
    [InlineData("DELETE", "/cluster/metrics/server/influx", Risk.Destroy)]
    [InlineData("PUT", "/nodes/pve1/disks/wipedisk", Risk.Destroy)]
    [InlineData("POST", "/nodes/pve1/disks/zfs", Risk.Destroy)]
    [InlineData("POST", "/nodes/pve1/status", Risk.Destroy)]
    [InlineData("PUT", "/cluster/options", Risk.Change)]
    public void Its_risk_comes_from_verb_and_path(string method, string path, Risk risk) => Assert.Equal(risk, new CallApi(method, path, [], Guest: null).Risk);

    [Theory]
    [InlineData("password")]
    [InlineData("key")]
    [InlineData("tokensecret")]
    public void Secrets_have_no_place_in_a_plan(string parameter) =>
        Assert.Contains($"{parameter} may hold a secret, and a plan is no place for one.", new CallApi("POST", "/nodes/pve1/certificates/custom", [new(parameter, "x")], Guest: null).CheckArguments());

    [Fact]
    public void Guests_are_not_meant_by_number_in_a_parameter_either() =>
        Assert.Contains("vms means guests by their number.", new CallApi("POST", "/nodes/pve1/stopall", [new("vms", "101")], Guest: null).CheckArguments());

    private static ApiCall? CallOf(string kind) => StepKindTests.Plans[kind].Steps[0].Call(1, PlaceholderNames.Instance) as ApiCall;

    private static IEnumerable<string> Check(string method, string path) =>
        new CallApi(method, path, [], path.Contains("{id}", StringComparison.Ordinal) ? new GuestReference("nas", GuestKind.Vm, new("pve1"), new Vmid(100)) : null).CheckArguments();
}
