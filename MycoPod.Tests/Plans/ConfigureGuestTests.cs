using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;
using MycoPod.Tests.Planning;

namespace MycoPod.Tests.Plans;

/// <summary>Settings of a guest: what is changed is said with both values, and what tells the guest from others is kept.</summary>
public sealed class ConfigureGuestTests
{
    private const string Mark = "mycopod:0193a0f0-0000-7000-8000-0000000000aa/1/1";
    private static readonly GuestReference Pihole = GuestReference.To(TestCluster.Snapshot.GuestsNamed("pihole").Single());

    [Fact]
    public void A_change_says_what_was_and_what_will_be()
    {
        var step = new ConfigureGuest(Pihole, [new("cores", "1", "2"), new("memory", "512", "2048"), new("onboot", "1", "0"), new("nameserver", null, "192.168.1.1"), new("searchdomain", "home", null)]);
        Assert.Equal("Change pihole: cores 1 → 2, memory 512 MiB → 2 GiB, start at boot yes → no, DNS servers 192.168.1.1, search domain home → none", step.Title);
        Assert.Equal("PUT /nodes/pve1/lxc/100/config  cores=2 memory=2048 onboot=0 nameserver=192.168.1.1 delete=searchdomain digest={digest}", step.Call(1, PlaceholderNames.Instance).Note);
        Assert.Empty(PlanRules.Check(Plan.Of([step])));
    }

    [Fact]
    public void A_long_text_does_not_make_a_long_title()
    {
        var title = new ConfigureGuest(Pihole, [new("description", null, $"first line\nsecond {new string('x', 5000)}")]).Title;
        Assert.StartsWith("Change pihole: notes first line second xxx", title, StringComparison.Ordinal);
        Assert.InRange(title.Length, 80, 120);
    }

    [Theory]
    [InlineData("args", null, "-device x")]
    [InlineData("scsi1", null, "local-lvm:8")]
    [InlineData("lock", "backup", null)]
    [InlineData("hookscript", null, "local:snippets/x")]
    public void What_is_no_setting_or_has_a_step_of_its_own_is_refused(string name, string? from, string? to) =>
        Assert.Contains("is no setting of a container", Assert.Single(Check(Pihole, name, from, to)), StringComparison.Ordinal);

    [Fact]
    public void A_network_card_keeps_its_address()
    {
        const string card = "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:64,ip=dhcp";
        Assert.Empty(Check(Pihole, "net0", card, "name=eth0,bridge=vmbr1,hwaddr=bc:24:11:00:00:64,ip=dhcp"));
        Assert.Contains("loses its address BC:24:11:00:00:64", Assert.Single(Check(Pihole, "net0", card, "name=eth0,bridge=vmbr1,ip=dhcp")), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_disk_only_how_it_is_attached_changes()
    {
        var vm = Pihole with { Type = GuestKind.Vm };
        const string disk = "local-lvm:vm-100-disk-0,iothread=1,size=32G";
        Assert.Empty(Check(vm, "scsi0", disk, $"{disk},discard=on,ssd=1"));
        Assert.Equal("Change pihole: scsi0 iothread=1,size=32G → size=32G,backup=0", new ConfigureGuest(vm, [new("scsi0", disk, "local-lvm:vm-100-disk-0,size=32G,backup=0")]).Title);
        Assert.All(
            [Check(vm, "scsi0", disk, "local-lvm:vm-100-disk-1,size=32G"), Check(vm, "scsi0", disk, "local-lvm:vm-100-disk-0,size=64G"), Check(vm, "scsi1", null, "local-lvm:8"), Check(vm, "virtio0", disk, null)],
            found => Assert.Contains("keeps its volume and its size here", Assert.Single(found), StringComparison.Ordinal));
        Assert.Contains("is no value for scsi0", Assert.Single(Check(vm, "scsi0", disk, $"{disk},discard=maybe")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_in_the_notes_stays()
    {
        var ours = Pihole with { Marker = Mark };
        Assert.Empty(Check(Pihole, "description", null, "DNS"));
        Assert.Empty(Check(ours, "description", Mark, $"DNS\n{Mark}"));
        Assert.Single(Check(ours, "description", Mark, "DNS"));
        Assert.Single(Check(ours, "description", Mark, null));
    }

    [Fact]
    public void After_a_new_name_the_guest_is_meant_by_it()
    {
        var rename = new ConfigureGuest(Pihole, [new("hostname", "pihole", "dns")]);
        Assert.Empty(InventoryRules.Check(Plan.Of([rename, new StartGuest(Pihole with { Name = "dns" })]), TestCluster.Snapshot));
        Assert.Equal([2], InventoryRules.Check(Plan.Of([rename, new StartGuest(Pihole)]), TestCluster.Snapshot).Select(p => p.Step));
    }

    private static IEnumerable<string> Check(GuestReference guest, string name, string? from, string? to) => new ConfigureGuest(guest, [new(name, from, to)]).CheckArguments();
}
