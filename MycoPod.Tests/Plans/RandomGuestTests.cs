using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox.Schema;
using MycoPod.Reconciler.Planning;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Plans;

/// <summary>New guests drawn at random, by a seed that a failure names: what the rules accept, the published schema takes, and it reads back.</summary>
public sealed class RandomGuestTests
{
    private const int Draws = 1500;

    [Fact]
    public void What_the_rules_accept_the_published_schema_takes()
    {
        var schema = ApiSchema.Read(File.ReadAllBytes(SharedFolder.Require("proxmox", "api-schema-8.4.json")));
        var accepted = 0;
        for (var seed = 0; seed < Draws; seed++)
        {
            var draw = new Random(seed);
            var plan = Plan.Of([seed % 2 == 0 ? Container(draw) : Vm(draw)]);
            if (PlanRules.Check(plan).Count > 0) continue;
            accepted++;
            var problems = SchemaRules.Check(plan, schema, ApiCaller.Token);
            Assert.True(problems.Count == 0, $"Seed {seed}: {string.Join("; ", problems)} in {PlannedStep.Of(plan)[0].Note}");
            Assert.Equal(plan.ToBytes(), Plan.FromBytes(plan.ToBytes()).ToBytes());
        }

        Assert.InRange(accepted, Draws / 20, Draws - 1);
    }

    private static CreateContainer Container(Random draw) => new(
        Of(draw, "web-1", "a", "-x"), new("pve1"), "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", draw.Next(1, 9000), draw.Next(16, 100_000), draw.Next(1, 1000), "local-lvm", "vmbr0",
        Of(draw, "dhcp", "10.0.0.5/24"), Unprivileged: true, Nesting: draw.Next(2) == 0)
    {
        Vmid = Maybe(draw, new Vmid(150)),
        SwapMiB = Maybe(draw, draw.Next(0, 4096)),
        AddressV6 = Any(draw, "auto", "dhcp", "fd00::5/64", "fd00::5"),
        GatewayV6 = Any(draw, "fd00::1"),
        Gateway = Any(draw, "10.0.0.1"),
        Card = Maybe(draw, draw.Next(2)) is null ? null : Card(draw) with { Model = null },
        Dns = Any(draw, "1.1.1.1", "fd00::1 9.9.9.9", "one"),
        SearchDomain = Any(draw, "home.arpa", "a b"),
        StartAtBoot = Maybe(draw, draw.Next(2) == 0),
        StartOrder = draw.Next(2) == 0 ? null : new(Maybe(draw, draw.Next(100)), Maybe(draw, draw.Next(600)), Maybe(draw, draw.Next(600))),
        Tags = draw.Next(2) == 0 ? null : ["web", "Lab_2", "a.b+c"],
        Pool = Any(draw, "lab", "lab/web"),
        Notes = Any(draw, "one\ntwo", "ünï"),
        TimeZone = Any(draw, "Europe/Vienna", "host", "UTC"),
        Mounts = draw.Next(2) == 0 ? null : [new("local-lvm", draw.Next(1, 99), "/data") { Backup = Maybe(draw, true), ReadOnly = Maybe(draw, false) }],
    };

    private static CreateVm Vm(Random draw)
    {
        var image = draw.Next(2) == 0 ? null : "local:import/debian-12.qcow2";
        return new(
            "vm-1", new("pve1"), draw.Next(1, 140), draw.Next(16, 100_000), image is null ? draw.Next(1, 500) : null, "local-lvm", "vmbr0", Maybe(draw, draw.Next(1, 4095)), image,
            image is null ? Any(draw, "local:iso/debian-12.iso") : null, image is null ? null : new(Any(draw, "ada"), SshKeys: null, Of(draw, "dhcp", "10.0.0.5/24"), Gateway: null, Any(draw, "1.1.1.1")),
            Agent: draw.Next(2) == 0, StartAtBoot: draw.Next(2) == 0, Of(draw, "l26", "win11"))
        {
            Processor = draw.Next(2) == 0 ? null : new() { Type = Any(draw, "host", "x86-64-v3", "EPYC-Milan-v2", "host,flags=+aes"), Sockets = Maybe(draw, draw.Next(1, 5)), Numa = Maybe(draw, true), Limit = Maybe(draw, draw.Next(1, 128)) },
            BalloonMiB = Maybe(draw, draw.Next(0, 4096)),
            Firmware = draw.Next(2) == 0 ? null : new(draw.Next(2) == 0, SecureBoot: draw.Next(2) == 0, draw.Next(2) == 0),
            Machine = draw.Next(2) == 0 ? null : new() { Type = Any(draw, "q35", "pc", "pc-i440fx-9.2"), Display = Any(draw, "std", "none", "serial0"), Hotplug = Any(draw, "0", "disk,network,usb"), Tablet = Maybe(draw, false) },
            Disk = draw.Next(2) == 0 ? null : Disk(draw),
            MoreDisks = draw.Next(2) == 0 ? null : [new("tank", draw.Next(1, 99)) { Options = Disk(draw) }, new("tank", 5)],
            Card = draw.Next(2) == 0 ? null : Card(draw) with { Vlan = null },
            MoreCards = draw.Next(2) == 0 ? null : [new("vmbr1", image is null ? null : "dhcp") { Options = Card(draw) }],
            BootOrder = draw.Next(2) == 0 ? null : ["scsi0", "net0"],
        };
    }

    private static DiskOptions Disk(Random draw) => new()
    {
        Bus = Any(draw, "scsi", "virtio", "sata"),
        Cache = Any(draw, "none", "writeback", "unsafe"),
        Discard = Maybe(draw, draw.Next(2) == 0),
        Ssd = Maybe(draw, true),
        IoThread = Maybe(draw, true),
        Backup = Maybe(draw, false),
        Format = Any(draw, "raw", "qcow2"),
    };

    private static CardOptions Card(Random draw) => new()
    {
        Vlan = Maybe(draw, draw.Next(0, 4096)),
        Mtu = Maybe(draw, draw.Next(1, 66_000)),
        Firewall = Maybe(draw, draw.Next(2) == 0),
        MacAddress = Any(draw, "BC:24:11:00:00:01", "bd:24:11:00:00:01"),
        Model = Any(draw, "virtio", "e1000", "vmxnet3"),
        RateMBs = Maybe(draw, draw.Next(1, 1000)),
    };

    private static T? Maybe<T>(Random draw, T value)
        where T : struct => draw.Next(2) == 0 ? null : value;

    private static string? Any(Random draw, params string[] values) => draw.Next(2) == 0 ? null : Of(draw, values);

    private static string Of(Random draw, params string[] values) => values[draw.Next(values.Length)];
}
