using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Firewalls;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Tests.Plans;

/// <summary>When a value means what was asked for, and when somebody changed it.</summary>
public sealed class FieldTests
{
    private const string Card = "virtio=BC:24:11:00:00:64,bridge=vmbr0,tag=20";
    private static readonly GuestReference Nas = new("nas", GuestKind.Vm, new("pve2"), new Vmid(100));

    [Theory]
    [InlineData(FieldShape.Text, "2048", "2048", true)]
    [InlineData(FieldShape.Text, "0.5", ".5", true)]
    [InlineData(FieldShape.Text, "DNS", "DNS\n", true)]
    [InlineData(FieldShape.Text, "DNS\n", "DNS", true)]
    [InlineData(FieldShape.Text, "a", "b", false)]
    [InlineData(FieldShape.Text, null, null, true)]
    [InlineData(FieldShape.Text, null, "x", false)]
    [InlineData(FieldShape.Text, "x", null, false)]
    [InlineData(FieldShape.Flag, "0", null, true)]
    [InlineData(FieldShape.Flag, "1", "true", true)]
    [InlineData(FieldShape.Flag, "1", null, false)]
    [InlineData(FieldShape.Set, "iso,backup", "backup,iso", true)]
    [InlineData(FieldShape.Set, "a;b", "b a", true)]
    [InlineData(FieldShape.Set, "a", "a,b", false)]
    [InlineData(FieldShape.Properties, "size=32G", "local-lvm:vm-1-disk-0,size=32768M", true)]
    [InlineData(FieldShape.Properties, "bridge=vmbr1", "bridge=vmbr0", false)]
    [InlineData(FieldShape.WholeProperties, "a=1,b=2", "b=2,a=1", true)]
    [InlineData(FieldShape.WholeProperties, "a=1", "a=1,b=2", false)]
    [InlineData(FieldShape.Disk, "tank:32", "tank:vm-1-disk-1,size=32G", true)]
    [InlineData(FieldShape.Disk, "tank:32", "tank:vm-1-disk-1,size=16G", false)]
    [InlineData(FieldShape.Disk, "tank:0", "tank:vm-1-disk-1,size=16G", true)]
    [InlineData(FieldShape.Disk, "tank:32", "tank2:vm-1-disk-1,size=32G", false)]
    [InlineData(FieldShape.Holding, "mark", "notes\nmark\n", true)]
    [InlineData(FieldShape.Holding, "mark", "notes", false)]
    public void Values_are_compared_by_what_they_mean(FieldShape shape, string? wanted, string? actual, bool isMet) =>
        Assert.Equal(isMet, new Field("x", wanted, shape).IsMetBy(actual));

    [Fact]
    public void What_a_change_takes_away_has_to_be_gone()
    {
        var offVlan = new ConfigureGuest(Nas, [new("net0", Card, "virtio=BC:24:11:00:00:64,bridge=vmbr0")]);
        var wanted = Assert.Single(offVlan.Wanted(1, PlaceholderNames.Instance) ?? []);
        Assert.False(wanted.IsMetBy(Card));
        Assert.True(wanted.IsMetBy("virtio=BC:24:11:00:00:64,bridge=vmbr0"));
    }

    [Fact]
    public void What_somebody_added_since_planning_is_a_change()
    {
        var step = new ConfigureGuest(Nas, [new("net0", Card, "virtio=BC:24:11:00:00:64,bridge=vmbr1,tag=20")]);
        var seen = Assert.Single(step.Seen ?? []);
        Assert.True(seen.IsMetBy("bridge=vmbr0,virtio=BC:24:11:00:00:64,tag=20"));
        Assert.False(seen.IsMetBy($"{Card},firewall=1"));
    }

    [Fact]
    public void A_flag_that_is_on_by_default_is_switched_off()
    {
        var step = new ConfigureFirewall(new(Guest: Nas), [new("macfilter", null, "0"), new("enable", null, "0")]);
        Assert.Equal([false, true], step.Wanted(1, PlaceholderNames.Instance)?.Select(f => f.IsMetBy(null)) ?? []);
        Assert.False(new ConfigureFirewall(new(Node: new("pve1")), [new("enable", null, "0")]).Wanted(1, PlaceholderNames.Instance)?[0].IsMetBy(null));
    }

    [Theory]
    [InlineData("net0=A1", "net0=A1,net1=B1", true)]
    [InlineData("net0=A1,net1=B1", "net0=A1", true)]
    [InlineData("net0=A1", "net0=A2", false)]
    [InlineData("net0=A1,net1=B1", "net0=A1,net1=B2", false)]
    [InlineData("net0=A1", "net1=A1", false)]
    [InlineData("net0=A1", null, false)]
    [InlineData("uuid=x", "uuid=y", false)]
    [InlineData("uuid=x", "net0=A1", false)]
    [InlineData(null, "net0=A1", true)]
    public void A_card_that_came_or_went_does_not_make_another_guest(string? then, string? now, bool isIt) =>
        Assert.Equal(isIt, (Nas with { HardwareId = then }).HasHardware(now));
}
