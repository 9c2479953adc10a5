using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;
using MycoPod.Tests.Planning;

namespace MycoPod.Tests.Plans;

/// <summary>No two guests get the same fixed address, whoever planned it.</summary>
public sealed class UsedAddressesTests
{
    private static readonly NodeName One = new("pve1");

    private static readonly Guest Dns = new(new(150), "dns-1", GuestKind.Ct, One, GuestPower.Stopped, IsTemplate: false)
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["net0"] = "name=eth0,bridge=vmbr0,ip=10.0.0.5/24,gw=10.0.0.1", ["net1"] = "name=eth1,bridge=vmbr0,ip=dhcp" },
    };

    private static readonly GuestReference Old = GuestReference.To(Dns);

    [Fact]
    public void The_address_of_a_guest_is_not_given_to_another_one()
    {
        Assert.Equal(["10.0.0.5 is the address of dns-1 already."], Problems(Card("a", "10.0.0.5/16")));
        Assert.Empty(Problems(Card("a", "10.0.0.50/24")));
        Assert.Empty(Problems(Card("a", "dhcp"), Card("b", "dhcp")));
        Assert.Equal(["10.0.0.9 is the address of a already."], Problems(Card("a", "10.0.0.9/24"), Card("b", "10.0.0.9/24")));
    }

    [Fact]
    public void What_an_earlier_step_has_freed_can_be_given()
    {
        Assert.Empty(Problems(new DeleteGuest(Old), Card("a", "10.0.0.5/24")));
        Assert.Empty(Problems(Move("10.0.0.6/24"), Card("a", "10.0.0.5/24")));
        Assert.Equal(["10.0.0.6 is the address of dns-1 already."], Problems(Move("10.0.0.6/24"), Card("a", "10.0.0.6/24")));
        Assert.Empty(Problems(Move("10.0.0.5/24")));
    }

    private static ConfigureGuest Move(string address) => new(Old, [new FieldChange("net0", "name=eth0,bridge=vmbr0,ip=10.0.0.5/24,gw=10.0.0.1", $"name=eth0,bridge=vmbr0,ip={address},gw=10.0.0.1")]);

    /// <summary>A new guest as its settings are made.</summary>
    private static ConfigureGuest Card(string name, string address) => new(new GuestReference(name, GuestKind.Ct, One), [new FieldChange("net0", null, $"name=eth0,bridge=vmbr0,ip={address}")]);

    private static List<string> Problems(params Step[] steps)
    {
        var inventory = TestCluster.Snapshot with { Guests = [Dns] };
        return [.. InventoryRules.Check(Plan.Of(steps), inventory).Select(p => p.Text).Where(t => t.Contains("is the address of", StringComparison.Ordinal))];
    }
}
