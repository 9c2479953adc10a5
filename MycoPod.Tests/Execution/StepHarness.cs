using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Storages;

namespace MycoPod.Tests.Execution;

/// <summary>Each step kind with a plan that tries it.</summary>
internal static class StepHarness
{
    public static readonly GuestReference OldWiki = new("old-wiki", GuestKind.Ct, new("pve3"), new Vmid(102), HardwareId: "net0=BC:24:11:00:01:02");
    public static readonly GuestReference Pihole = new("pihole", GuestKind.Ct, new("pve1"), new Vmid(101), HardwareId: "net0=BC:24:11:00:01:01");
    public static readonly GuestReference Nas = new("nas", GuestKind.Vm, new("pve2"), new Vmid(100), HardwareId: "uuid=0b1f0d5e-3c4e-4c8b-9d52-000000000100");
    public static readonly GuestReference Template = new("debian-12-cloud", GuestKind.Vm, new("pve1"), new Vmid(9000), HardwareId: "uuid=0b1f0d5e-3c4e-4c8b-9d52-000000009000");

    private static readonly CreateVm Build = new(
        "build-1", new("pve1"), 2, 2048, 16, "local-lvm", "vmbr0", Vlan: null, Image: null, Iso: null, CloudInit: null, Agent: true, StartAtBoot: false, "l26");

    private static readonly AddDisk SecondDisk = new(Nas, "scsi1", "local-lvm", 4, MountPoint: null) { Options = new() { Discard = true, Ssd = true } };
    private static readonly CreateSnapshot Snapshot = new(OldWiki, "before-upgrade", WithMemory: false) { Notes = "Before 2.0." };

    /// <summary>The time that snapshots get which were taken before the step that is tried.</summary>
    public const long SnapshotsTakenAt = 1_760_000_000;

    /// <summary>The name that the backup gets which was made before the step that is tried, and that of an older one beside it.</summary>
    public const string Archive = "tank:backup/vzdump-lxc-102-2025_10_09-08_53_20.tar.zst";

    public const string OlderArchive = "tank:backup/vzdump-lxc-102-2025_10_08-08_53_20.tar.zst";

    private static readonly BackUpGuest Backup = new(OldWiki, "tank", "snapshot");

    /// <summary>By kind.</summary>
    public static readonly IReadOnlyDictionary<string, HarnessCase> Cases = ((HarnessCase[])
    [
        Case(CreateAndStart("web-1").Steps),
        Case([Build, new StartGuest(Build.Made)]),
        Case([new CloneGuest(Template, "web-2", new("pve1"), Full: false, Storage: null, Snapshot: null), new StopGuest(Pihole)]),
        Case([new ConvertToTemplate(OldWiki), new StopGuest(Pihole)]),
        Case([new StartGuest(OldWiki), new StopGuest(OldWiki)]),
        Case([new StopGuest(Pihole), new StartGuest(Pihole)]),
        Case([new ShutDownGuest(Pihole, 60, ThenStop: true), new StartGuest(Pihole)]),
        Case([new RebootGuest(Pihole, 60), new StopGuest(Pihole)]),
        Case([new SuspendGuest(Nas), new ResumeGuest(Nas)]),
        Case([new ResumeGuest(Nas), new StopGuest(Nas)], new SuspendGuest(Nas)),
        Case([new ConfigureGuest(Pihole, [new("memory", "512", "1024"), new("onboot", "1", "0"), new("description", null, "DNS for the house")]), new StopGuest(Pihole)]),
        Case([new ResizeDisk(OldWiki, "rootfs", "local-lvm:vm-102-disk-0,size=8G", 12), new StartGuest(OldWiki)]),
        Case([SecondDisk, new StopGuest(Nas)]),
        Case([new MoveDisk(OldWiki, "rootfs", "local-lvm:vm-102-disk-0", "tank", KeepOriginal: false), new StartGuest(OldWiki)]),
        Case([new DetachDisk(Nas, "scsi1", "local-lvm:vm-100-disk-1"), new StopGuest(Nas)], SecondDisk),
        Case([new DeleteDisk(Nas, "unused0", "local-lvm:vm-100-disk-1"), new StopGuest(Nas)], SecondDisk, new DetachDisk(Nas, "scsi1", "local-lvm:vm-100-disk-1")),
        Case([new MigrateGuest(OldWiki, new("pve1"), WhileRunning: false, TargetStorage: null), new StopGuest(Pihole)]),
        Case([new DeleteGuest(OldWiki), new StopGuest(Pihole)]),
        Case([Snapshot, new StartGuest(OldWiki)]),
        Case([new RollBackSnapshot(OldWiki, Snapshot.Name) { TakenAt = SnapshotsTakenAt }, new StartGuest(OldWiki)], Snapshot),
        Case([new DeleteSnapshot(OldWiki, Snapshot.Name, SnapshotsTakenAt), new StartGuest(OldWiki)], Snapshot),
        Case([new BackUpGuest(OldWiki, "tank", "snapshot") { Notes = "before 2.0", Protected = true }, new StartGuest(OldWiki)]),
        Case([new RestoreGuest("wiki-again", GuestKind.Ct, new("pve3"), Archive, "local-lvm"), new StartGuest(OldWiki)], Backup),
        Case([new RestoreOverGuest(OldWiki, Archive, Storage: null), new StopGuest(Pihole)], Backup),
        Case([new PruneBackups(new("pve3"), "tank", "keep-last=1", OldWiki.Vmid, [OlderArchive]), new StartGuest(OldWiki)], Backup),
        .. ClusterHarness.Cases,
        .. ShellHarness.Cases,
    ]).ToDictionary(c => c.Step.Kind, StringComparer.Ordinal);

    public static TheoryData<string> Kinds => new(Cases.Keys);

    /// <summary>Kinds whose call starts a task that is waited for.</summary>
    public static TheoryData<string> KindsWithTask => new(Cases.Where(c => c.Value.StartsTask).Select(c => c.Key));

    /// <summary>Makes containers and starts them, as the journey's sentence asks for.</summary>
    public static Plan CreateAndStart(params IReadOnlyList<string> names)
    {
        var creates = names.Select(name => new CreateContainer(
            name, new("pve1"), "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", 2, 2048, 8, "local-lvm", "vmbr0", "dhcp", Unprivileged: true, Nesting: true)).ToList();
        return Plan.Of([.. creates, .. creates.Select(c => new StartGuest(c.Target))]);
    }

    internal static HarnessCase Case(IReadOnlyList<Step> steps, params IReadOnlyList<Step> before) => new(Plan.Of(steps), before.Count == 0 ? null : Plan.Of(before));
}
