using System.Text;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Reconciler.Policy;
using MycoPod.Tests.Execution;

namespace MycoPod.Tests.Policy;

/// <summary>What each rule forbids, and what it lets through.</summary>
public sealed class ClusterPolicyTests
{
    private static readonly Guest Database = Seen(101, "db-1", ("tags", "mycopod;prod"), ("cores", "2"), ("memory", "1024"), ("rootfs", "local-lvm:vm-101-disk-0,size=8G")) with { Pool = "live" };
    private static readonly Guest Other = Seen(102, "web", ("cores", "1"), ("memory", "512"), ("rootfs", "local-lvm:vm-102-disk-0,size=8G"));

    public static TheoryData<string, Step, string?> Rules => new()
    {
        { "shell:\n  nodes: on", RunInGuest.In(Reference(Other), "uptime"), "Commands in guests are off (policy.yaml, line 3: shell.guests)." },
        { "shell:\n  guests: on", RunInGuest.In(Reference(Other), "uptime"), null },
        { "shell:\n  guests: on", new RunOnNode(new("pve1"), "uptime", Check: null), "Commands on nodes are off (policy.yaml, line 3: shell.nodes)." },
        { "shell:\n  guests: on\n  refused: ['rm\\s+-rf\\s+/$']", RunInGuest.In(Reference(Other), "cd / && rm -rf /"), "The command has what is always refused, rm\\s+-rf\\s+/$ (policy.yaml, line 4: shell.refused)." },
        { "shell:\n  guests: on\n  refused: [reboot]", RunInGuest.In(Reference(Other), "uptime", "reboot"), "The command has what is always refused, reboot (policy.yaml, line 4: shell.refused)." },
        { "kinds:\n  deny: [\"start-*\"]", new StartGuest(Reference(Other)), "The policy denies start-guest (policy.yaml, line 3: kinds.deny)." },
        { "kinds:\n  allow: [stop-guest]", new StartGuest(Reference(Other)), "The policy does not allow start-guest (policy.yaml, line 3: kinds.allow)." },
        { "kinds:\n  allow: [start-guest]", new StartGuest(Reference(Other)), null },
        { "kinds:\n  allow: []", new StartGuest(Reference(Other)), "The policy does not allow start-guest (policy.yaml, line 3: kinds.allow)." },
        { "protected:\n  names: [\"DB-*\"]", new StopGuest(Reference(Database)), "db-1 (101) is protected: it is never changed or deleted (policy.yaml, line 3: protected.names)." },
        { "protected:\n  tags: [prod]", new DeleteGuest(Reference(Database)), "db-1 (101) is protected: it is never changed or deleted (policy.yaml, line 3: protected.tags)." },
        { "protected:\n  pools: [live]", new StartGuest(Reference(Database)), "db-1 (101) is protected: it is never changed or deleted (policy.yaml, line 3: protected.pools)." },
        { "protected:\n  ids: [101]", new StartGuest(Reference(Database)), "db-1 (101) is protected: it is never changed or deleted (policy.yaml, line 3: protected.ids)." },
        { "protected:\n  ids: [101]", new BackUpGuest(Reference(Database), "tank", "snapshot"), null },
        { "protected:\n  ids: [101]", new StartGuest(Reference(Other)), null },
        { "protected:\n  names: [db-1]", new CallApi("POST", "/nodes/pve1/lxc/{id}/mtunnel", [], Reference(Database)), "db-1 (101) is protected: it is never changed or deleted (policy.yaml, line 3: protected.names)." },
        { "protected:\n  tags: [prod]", new DeleteVolume(new("pve1"), "local-lvm:vm-101-disk-0", 1 << 30), "db-1 (101) is protected: it is never changed or deleted (policy.yaml, line 3: protected.tags)." },
        { "allowed:\n  nodes: [pve2]", new StartGuest(Reference(Other)), "The node pve1 is none of those that may be used (policy.yaml, line 3: allowed.nodes)." },
        { "allowed:\n  nodes: [pve1]", new MigrateGuest(Reference(Other), new("pve3"), WhileRunning: false, TargetStorage: null), "The node pve3 is none of those that may be used (policy.yaml, line 3: allowed.nodes)." },
        { "allowed:\n  storages: [tank]", Create(), "The storage local-lvm is none of those that may be used (policy.yaml, line 3: allowed.storages)." },
        { "allowed:\n  storages: [\"local*\"]", Create(), null },
        { "allowed:\n  bridges: [vmbr1]", Create(), "The bridge vmbr0 is none of those that may be used (policy.yaml, line 3: allowed.bridges)." },
        { "limits:\n  guest: { cores: 1 }", Create(), "web-1 would have 2 cores, more than 1 core (policy.yaml, line 3: limits.guest.cores)." },
        { "limits:\n  guest: { memory: 1 GiB }", Create(), "web-1 would have 2 GiB of memory, more than 1 GiB of memory (policy.yaml, line 3: limits.guest.memory)." },
        { "limits:\n  guest: { disk: 8 GiB }", Create(), null },
        { "limits:\n  guest: { disk: 7 GiB }", Create(), "web-1 would have 8 GiB of disk, more than 7 GiB of disk (policy.yaml, line 3: limits.guest.disk)." },
        { "limits:\n  guest: { disk: 11 GiB }", new ResizeDisk(Reference(Other), "rootfs", "local-lvm:vm-102-disk-0,size=8G", 12), "web would have 12 GiB of disk, more than 11 GiB of disk (policy.yaml, line 3: limits.guest.disk)." },
        { "limits:\n  guest: { cores: 3 }", new ConfigureGuest(Reference(Database), [new("cores", "2", "4")]), "db-1 would have 4 cores, more than 3 cores (policy.yaml, line 3: limits.guest.cores)." },
        { "limits:\n  guest: { cores: 1 }", new StartGuest(Reference(Database)), null },
        { "limits:\n  plan: { cores: 1 }", new ConfigureGuest(Reference(Database), [new("cores", "2", "4")]), "With this step the plan adds 2 cores, more than 1 core (policy.yaml, line 3: limits.plan.cores)." },
        { "limits:\n  plan: { memory: 512 MiB }", new CloneGuest(Reference(Database), "copy", new("pve1"), Full: true, Storage: null, Snapshot: null), "With this step the plan adds 1 GiB of memory, more than 512 MiB of memory (policy.yaml, line 3: limits.plan.memory)." },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_forbids_what_it_says_and_no_more(string rule, Step step, string? problem)
    {
        var policy = PolicyFile.Read($"version: 1\n{rule}\n");
        Assert.Equal(problem is null ? [] : [problem], policy.Check(Plan.Of([step]), [Database, Other]).Select(p => p.Text));
        Assert.Equal(problem is null ? [] : [problem], policy.CheckStep(Plan.Of([step]), 1, [Database, Other]).Select(p => p.Text));
    }

    [Theory]
    [InlineData("rm -rf /", true)]
    [InlineData("rm -r -f /* ; true", true)]
    [InlineData("mkfs.ext4 /dev/sdb1", true)]
    [InlineData("dd if=/dev/zero of=/dev/sda", true)]
    [InlineData("rm -rf /tmp/x", false)]
    [InlineData("apt-get install -y docker.io", false)]
    public void The_default_refuses_what_wipes_a_machine(string command, bool isRefused) =>
        Assert.Equal(isRefused, PolicyFile.Read(Encoding.UTF8.GetString(PolicyFile.Default)).Check(Plan.Of([RunInGuest.In(Reference(Other), command)]), [Other]).Count > 0);

    [Fact]
    public void What_a_plan_adds_is_counted_over_its_steps()
    {
        var plan = StepHarness.CreateAndStart("web-1", "web-2", "web-3");
        Assert.Equal(
            ["Step 3: With this step the plan adds 3 guests, more than 2 guests (policy.yaml, line 3: limits.plan.guests)."],
            PolicyFile.Read("version: 1\nlimits:\n  plan: { guests: 2 }\n").Check(plan, []).Select(p => p.ToString()));
        Assert.Equal([2, 3], PolicyFile.Read("version: 1\nlimits:\n  plan: { memory: 3 GiB }\n").Check(plan, []).Select(p => p.Step));
    }

    [Fact]
    public void Of_guests_that_nobody_looked_at_only_what_the_plan_says_counts()
    {
        var grow = Plan.Of([new ConfigureGuest(Reference(Database), [new("memory", "1024", "4096")])]);
        Assert.Empty(PolicyFile.Read("version: 1\nlimits:\n  plan: { memory: 1 GiB }\n").Check(grow, guests: null));
        Assert.Single(PolicyFile.Read("version: 1\nlimits:\n  guest: { memory: 1 GiB }\n").Check(grow, guests: null));
        Assert.Single(PolicyFile.Read("version: 1\nprotected:\n  ids: [101]\n").Check(Plan.Of([new DeleteVolume(new("pve1"), "local-lvm:vm-101-disk-0", 1 << 30)]), guests: null));
    }

    [Fact]
    public void A_later_step_is_judged_by_what_the_earlier_ones_left()
    {
        var plan = Plan.Of([new ResizeDisk(Reference(Other), "rootfs", "local-lvm:vm-102-disk-0,size=8G", 12), new StartGuest(Reference(Other))]);
        var grown = Seen(102, "web", ("rootfs", "local-lvm:vm-102-disk-0,size=12G"));
        Assert.Empty(PolicyFile.Read("version: 1\nlimits:\n  guest: { disk: 12 GiB }\n").CheckStep(plan, 2, [grown]));
    }

    [Fact]
    public void Steps_that_take_an_Admin_are_named() =>
        Assert.Equal(
            ["Step 1: stop-guest needs the approval of an Admin (policy.yaml, line 3: kinds.admin)."],
            PolicyFile.Read("version: 1\nkinds:\n  admin: [\"stop-*\"]\n").CheckAdminOnly(Plan.Of([new StopGuest(Reference(Other)), new StartGuest(Reference(Other))])));

    private static CreateContainer Create() => (CreateContainer)StepHarness.CreateAndStart("web-1").Steps[0];

    private static GuestReference Reference(Guest guest) => GuestReference.To(guest);

    private static Guest Seen(int vmid, string name, params (string Name, string Value)[] settings) => new(new(vmid), name, GuestKind.Ct, new("pve1"), GuestPower.Running, IsTemplate: false)
    {
        Settings = settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal),
        Digest = "0",
    };
}
