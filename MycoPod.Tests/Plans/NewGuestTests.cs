using System.Text;
using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;
using MycoPod.Tests.Planning;

namespace MycoPod.Tests.Plans;

/// <summary>New guests with all that may be asked of them.</summary>
public sealed class NewGuestTests
{
    private static readonly InventorySnapshot Cluster = TestCluster.Snapshot with { Pools = [new("lab")] };

    [Fact]
    public void A_container_is_said_and_sent_as_it_was_asked_for()
    {
        Assert.Equal(
            "Create container web-1 (150) on pve1: 2 cores, 2 GiB memory, 8 GiB disk, from debian-12-standard, no swap, address 192.168.1.10/24, gateway 192.168.1.1, IPv6 fd00::10/64, "
            + "IPv6 gateway fd00::1, VLAN 20, MTU 1400, firewall on, card address BC:24:11:AA:00:01, at most 50 MB/s, a further card on vmbr0 with dhcp, IPv6 auto, VLAN 30, "
            + "a further card on vmbr0, DNS 1.1.1.1 fd00::1, search domain home.arpa, 2 SSH keys, 32 GiB on local-lvm at /data (in backups), 1 GiB on local-lvm at /ro (read-only), "
            + "time zone Europe/Vienna, system debian, started at boot, start order 1, 30 s after its start, 60 s to stop, protected from deletion, tags web, Lab, in pool lab, "
            + "notes \"Serves the blog. Ask Ada.\"",
            FullSteps.Container.Title);
        var sent = Parameters(FullSteps.Container);
        Assert.Equal("150", sent["vmid"]);
        Assert.Equal("name=eth0,bridge=vmbr0,ip=192.168.1.10/24,gw=192.168.1.1,ip6=fd00::10/64,gw6=fd00::1,hwaddr=BC:24:11:AA:00:01,tag=20,mtu=1400,firewall=1,rate=50", sent["net0"]);
        Assert.Equal(("name=eth1,bridge=vmbr0,ip=dhcp,ip6=auto,tag=30", "name=eth2,bridge=vmbr0"), (sent["net1"], sent["net2"]));
        Assert.Equal(("local-lvm:32,mp=/data,backup=1", "local-lvm:1,mp=/ro,backup=0,ro=1"), (sent["mp0"], sent["mp1"]));
        Assert.Equal(("Lab;mycopod;web", "order=1,up=30,down=60"), (sent["tags"], sent["startup"]));
        Assert.Equal("Serves the blog.\nAsk Ada.\n\n{mark of step 1}", sent["description"]);
        var features = FullSteps.Container with { Features = new() { KeyControl = true, Mount = ["nfs", "cifs"] } };
        Assert.Equal("nesting=1,keyctl=1,mount=nfs;cifs", Parameters(features)["features"]);
        Assert.Contains("features keyctl, mounting nfs, cifs", features.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vm_from_a_cloud_image_is_said_and_sent_as_it_was_asked_for()
    {
        Assert.Equal(
            "Create VM node-1 (160) on pve1: 2 cores, 4 GiB memory, from the image debian-12.qcow2, on each of 2 sockets, CPU type host,flags=+aes;-pcid, NUMA, at most 3 cores used, "
            + "at least 1 GiB memory kept, UEFI, machine q35, display std, a serial port, controller virtio-scsi-pci, hotplug disk,network,memory, no tablet pointer, "
            + "disk on virtio with cache writeback, discard on, iothread on, backup on, a further disk of 100 GiB on tank, a further disk of 10 GiB on tank on virtio, "
            + "a further disk of 5 GiB on local-lvm on sata with discard ignore, ssd on, VLAN 20, MTU 1, firewall on, model e1000, card address BC:24:11:AA:00:02, at most 100 MB/s, "
            + "user ada, 2 SSH keys, address 10.0.0.5/24, gateway 10.0.0.1, IPv6 fd00::5/64, IPv6 gateway fd00::1, DNS 10.0.0.1 fd00::1, search domain home.arpa, no upgrade at its first start, "
            + "a further card on vmbr0 with 10.1.0.5/24, IPv6 auto, a further card on vmbr0, boot order virtio0, net0, started at boot, start order 2, protected from deletion, tag k8s, in pool lab, "
            + "notes \"One of three.\"",
            FullSteps.CloudVm.Title);
        var sent = Parameters(FullSteps.CloudVm);
        Assert.Equal("local-lvm:0,import-from=local:import/debian-12.qcow2,cache=writeback,discard=on,iothread=1,backup=1", sent["virtio0"]);
        Assert.Equal(("tank:100", "tank:10", "local-lvm:5,discard=ignore,ssd=1"), (sent["scsi0"], sent["virtio1"], sent["sata0"]));
        Assert.Equal(("ovmf", "tank:1,efitype=4m,pre-enrolled-keys=0"), (sent["bios"], sent["efidisk0"]));
        Assert.Equal(("e1000=BC:24:11:AA:00:02,bridge=vmbr0,tag=20,mtu=1,firewall=1,rate=100", "virtio,bridge=vmbr0"), (sent["net0"], sent["net1"]));
        Assert.Equal(("ip=10.0.0.5/24,gw=10.0.0.1,ip6=fd00::5/64,gw6=fd00::1", "ip=10.1.0.5/24,ip6=auto"), (sent["ipconfig0"], sent["ipconfig1"]));
        Assert.Equal(("local-lvm:cloudinit", "socket", "std", "order=virtio0;net0"), (sent["ide2"], sent["serial0"], sent["vga"], sent["boot"]));
        Assert.DoesNotContain("ipconfig2", sent.Keys);
    }

    [Fact]
    public void A_vm_for_windows_has_its_firmware_and_both_cds()
    {
        Assert.Equal(
            "Create VM desktop on pve1: 4 cores, 8 GiB memory, 64 GiB disk, with the CD win11.iso, no balloon, UEFI with Secure Boot, TPM, machine pc-q35-9.2+pve1, no hotplug, with the CD virtio-win.iso",
            FullSteps.WindowsVm.Title);
        var sent = Parameters(FullSteps.WindowsVm);
        Assert.Equal(("local-lvm:1,efitype=4m,pre-enrolled-keys=1", "local-lvm:1,version=v2.0"), (sent["efidisk0"], sent["tpmstate0"]));
        Assert.Equal(("local:iso/win11.iso,media=cdrom", "local:iso/virtio-win.iso,media=cdrom", "order=scsi0;ide2"), (sent["ide2"], sent["ide0"], sent["boot"]));
    }

    [Fact]
    public void A_number_that_was_asked_for_has_to_be_free()
    {
        var container = Asked(150) with { Name = "web-1" };
        Assert.Empty(InventoryRules.Check(Plan.Of([container]), Cluster));
        Assert.Contains("The number 103 is taken by VM nas on pve2", Assert.Single(InventoryRules.Check(Plan.Of([Asked(103)]), Cluster)).Text, StringComparison.Ordinal);
        Assert.Equal("Step 2: The number 150 goes to web-1 already.", Assert.Single(InventoryRules.Check(Plan.Of([container, Asked(150) with { Name = "web-2" }]), Cluster)).ToString());
        var wiki = GuestReference.To(Cluster.GuestsNamed("old-wiki").Single());
        Assert.Empty(InventoryRules.Check(Plan.Of([new DeleteGuest(wiki), Asked(102)]), Cluster));
    }

    [Fact]
    public void A_pool_has_to_be_there() =>
        Assert.Contains("There is no pool lab", Assert.Single(InventoryRules.Check(Plan.Of([Asked(150) with { Pool = "lab" }]), TestCluster.Snapshot)).Text, StringComparison.Ordinal);

    [Fact]
    public void What_does_not_fit_together_is_named()
    {
        var container = FullSteps.Container with
        {
            Gateway = "10.0.0.300",
            AddressV6 = "auto",
            Card = new() { Vlan = 0, Model = "virtio" },
            Dns = "one",
            SshKeys = "no key",
            TimeZone = "a b",
            Tags = ["-"],
            Notes = CreationMarker.Of(Guid.Empty, 1, 1),
            Mounts = [new("local-lvm", 0, "/a"), new("local-lvm", 1, "/a")],
            MoreCards = [new("vm br", "10.0.0.5")],
            StartOrder = new(null, null, null),
        };
        Assert.Equal(14, container.CheckArguments().Count());
        var vm = FullSteps.CloudVm with { CloudInit = null, Card = new() { Vlan = 5 }, BalloonMiB = 5000, Firmware = new(Uefi: false, SecureBoot: true, Tpm: false), BootOrder = ["floppy"], Processor = new() };
        Assert.Equal(6, vm.CheckArguments().Count());
        var disks = FullSteps.WindowsVm with { MoreDisks = [.. Enumerable.Range(1, 31).Select(_ => new NewDisk("tank", 1))] };
        Assert.Equal("There are too many disks: no VM has scsi31.", Assert.Single(disks.CheckArguments()));
    }

    [Fact]
    public void A_plan_with_nothing_in_a_list_is_refused()
    {
        var json = Encoding.UTF8.GetString(Plan.Of([FullSteps.Container]).ToBytes()).Replace("\"tags\":[\"web\",\"Lab\"]", "\"tags\":[null]", StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => Plan.FromBytes(Encoding.UTF8.GetBytes(json)));
    }

    private static CreateContainer Asked(int number) => new(
        "web-1", new("pve1"), TestCluster.Debian12, 1, 512, 8, "local-lvm", "vmbr0", "dhcp", Unprivileged: true, Nesting: true)
    { Vmid = new Vmid(number) };

    private static Dictionary<string, string> Parameters(Step step) => Assert.IsType<ApiCall>(step.Call(1, PlaceholderNames.Instance)).Parameters.ToDictionary(StringComparer.Ordinal);
}
