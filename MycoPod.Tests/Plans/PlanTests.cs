using System.Text;
using System.Text.Json;
using CsCheck;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Tests.Plans;

public sealed class PlanTests
{
    private static readonly CreateContainer Web1 = new(
        "web-1", new("pve1"), "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", 2, 2048, 8, "local-lvm", "vmbr0", "dhcp", Unprivileged: true, Nesting: true);

    private static readonly GuestReference Pihole = new("pihole", GuestKind.Ct, new("pve1"), new Vmid(101));

    [Fact]
    public void A_step_shows_the_call_as_it_will_be_sent()
    {
        var steps = PlannedStep.Of(Plan.Of([Web1, new StartGuest(Web1.Target), new StopGuest(Pihole)]));
        Assert.Equal("Create container web-1 on pve1: 2 cores, 2 GiB memory, 8 GiB disk, from debian-12-standard", steps[0].Title);
        Assert.Equal(
            "POST /nodes/pve1/lxc  vmid={id of web-1} hostname=web-1 ostemplate=local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst cores=2 memory=2048 "
            + "rootfs=local-lvm:8 net0=name=eth0,bridge=vmbr0,ip=dhcp unprivileged=1 features=nesting=1 tags=mycopod description={mark of step 1}",
            steps[0].Note);
        Assert.Equal("POST /nodes/pve1/lxc/{id of web-1}/status/start", steps[1].Note);
        Assert.Equal("POST /nodes/pve1/lxc/101/status/stop", steps[2].Note);
        Assert.Equal([Risk.Create, Risk.Change, Risk.Change], steps.Select(s => s.Risk));
    }

    [Fact]
    public void A_plan_reads_back_from_its_bytes() => Gen.Select(Gen.Int[1, 64], Gen.Int[16, 65536], Gen.Int[1, 500], Gen.Bool).Sample((cores, memory, disk, flag) =>
    {
        var plan = Plan.Of([Web1 with { Cores = cores, MemoryMiB = memory, DiskGiB = disk, Nesting = flag }, new StartGuest(Pihole)]);
        var read = Plan.FromBytes(plan.ToBytes());
        return read.Steps.SequenceEqual(plan.Steps) && read.ComputeDigest() == plan.ComputeDigest();
    });

    [Theory]
    [InlineData("""{"steps":[],"version":2}""")]
    [InlineData("""{"steps":[{"kind":"delete-everything"}],"version":1}""")]
    [InlineData("""{"steps":[{"guest":{"name":"a","node":"pve1","type":"ct"},"kind":"start-guest","force":true}],"version":1}""")]
    [InlineData("""{"steps":[{"guest":{"name":"a","node":"pve1","type":"ct","vmid":1},"kind":"start-guest"}],"version":1}""")]
    [InlineData("""{"steps":[{"guest":{"name":"a","node":"../..","type":"ct"},"kind":"start-guest"}],"version":1}""")]
    [InlineData("""{"steps":[{"guest":{"name":"a","node":"pve1","type":"CT"},"kind":"start-guest"}],"version":1}""")]
    [InlineData("""{"steps":[], "version":1}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"steps":[null],"version":1}""")]
    [InlineData("null")]
    [InlineData("")]
    public void A_plan_that_is_not_exactly_a_plan_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Plan.FromBytes(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void The_rules_name_every_mistake_with_its_step()
    {
        var plan = Plan.Of(
        [
            Web1 with { Name = "web_1", Cores = 0, MemoryMiB = 1, DiskGiB = 0, Address = "10.0.0.300/24", Storage = "a/b", Bridge = "vm br" },
            Web1,
            Web1 with { Name = "WEB-1" },
            new StartGuest(new("nobody", GuestKind.Ct, new("pve1"))),
            new StartGuest(Pihole with { Name = "web-1" }),
        ]);
        var problems = PlanRules.Check(plan);
        Assert.Equal(7, problems.Count(p => p.Step == 1));
        Assert.Contains(problems, p => p is { Step: 3, Text: "WEB-1 is created twice." });
        Assert.Contains(problems, p => p.Step == 4 && p.Text.Contains("neither an existing guest", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Step == 5 && p.Text.Contains("cannot have the number 101", StringComparison.Ordinal));
        Assert.DoesNotContain(problems, p => p.Step == 2);
        Assert.Single(PlanRules.Check(Plan.Of([])));
    }

    [Theory]
    [InlineData("local:vztmpl/../../etc/shadow")]
    [InlineData("/etc/passwd")]
    [InlineData("local:iso/x.iso")]
    public void A_template_must_be_a_template_volume(string volume) => Assert.Single(PlanRules.Check(Plan.Of([Web1 with { Template = volume }])));

    [Fact]
    public void The_plan_for_people_names_every_step_and_call()
    {
        var text = PlanMarkdown.Write(Plan.Of([Web1, new StartGuest(Web1.Target)]));
        Assert.Contains("1 container created, 1 started", text, StringComparison.Ordinal);
        Assert.Contains("2. Start web-1 (change)", text, StringComparison.Ordinal);
        Assert.Contains("POST /nodes/pve1/lxc/{id of web-1}/status/start", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(512, "512 MiB")]
    [InlineData(1024, "1 GiB")]
    [InlineData(1536, "1.5 GiB")]
    [InlineData(2000, "2000 MiB")]
    public void Sizes_read_as_people_say_them(int mib, string text) => Assert.Equal(text, MycoPod.Core.Plans.Size.OfMiB(mib));
}
