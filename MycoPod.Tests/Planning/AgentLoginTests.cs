using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox.PropertyStrings;
using MycoPod.Reconciler.Planning;
using MycoPod.Tests.Plans;

namespace MycoPod.Tests.Planning;

/// <summary>The Agent's own key in VMs that a plan makes and reaches over SSH.</summary>
public sealed class AgentLoginTests
{
    private const string Own = "ecdsa-sha2-nistp256 AAAAE2VjZHNhOwn mycopod";
    private const string Adas = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample ada@home";

    private static readonly CreateVm Vm = FullSteps.CloudVm with { CloudInit = new("ada", Adas, "dhcp", null, null) };

    private static readonly CloneGuest Clone = new(new("base", GuestKind.Vm, new("pve1"), new Vmid(9000)), "web-9", new("pve1"), Full: true, Storage: null, Snapshot: null);

    [Fact]
    public void A_new_machine_that_is_reached_over_SSH_gets_the_key_beside_the_others_and_that_is_said()
    {
        var (plan, assumptions) = LetIn(Vm, new StartGuest(Vm.Made), RunInGuest.BySsh(Vm.Made, "ada", "true"));
        Assert.Equal($"{Adas}\n{Own}", Assert.IsType<CreateVm>(plan.Steps[0]).CloudInit?.SshKeys);
        Assert.Contains(Uri.EscapeDataString(Own), plan.Steps[0].Note(1, PlaceholderNames.Instance), StringComparison.Ordinal);
        Assert.Contains("node-1", Assert.Single(assumptions), StringComparison.Ordinal);
        Assert.Empty(PlanRules.Check(plan));
    }

    [Fact]
    public void Who_is_not_reached_or_reached_another_way_gets_none()
    {
        var plan = Plan.Of([Vm, new StartGuest(Vm.Made), RunInGuest.In(Vm.Made, "true")]);
        var (same, assumptions) = new AgentLogin(plan, inventory: null, Own).LetIn();
        Assert.Same(plan, same);
        Assert.Empty(assumptions);
    }

    [Fact]
    public void A_copy_gets_it_by_a_step_of_its_own_or_with_the_keys_that_it_gets_anyway()
    {
        var (bare, _) = LetIn(Clone, new StartGuest(Clone.Made), RunInGuest.BySsh(Clone.Made, "ada", "true"));
        Assert.Equal([Own], KeysOf(bare.Steps[1]));
        Assert.Equal(4, bare.Steps.Count);
        Assert.Empty(PlanRules.Check(bare));

        var (with, _) = LetIn(Clone, new ConfigureGuest(Clone.Made, [new("cores", null, "2"), new("sshkeys", null, Uri.EscapeDataString(Adas))]), RunInGuest.BySsh(Clone.Made, "ada", "true"));
        Assert.Equal([Adas, Own], KeysOf(with.Steps[1]));
        Assert.Equal(3, with.Steps.Count);
    }

    private static IReadOnlyList<string> KeysOf(Step step) => CloudInitKeys.Decode(Assert.IsType<ConfigureGuest>(step).Changes.Single(c => c.Name == "sshkeys").To ?? "");

    private static (Plan Plan, IReadOnlyList<string> Assumptions) LetIn(params Step[] steps) => new AgentLogin(Plan.Of(steps), inventory: null, Own).LetIn();
}
