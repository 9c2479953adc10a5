using System.Security.Cryptography;
using System.Text;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Plans.Steps.Firewalls;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Core.Plans.Steps.Storages;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Execution;

/// <summary>The step kinds that are about the cluster rather than a guest.</summary>
internal static class ClusterHarness
{
    /// <summary>The file in the Agent's uploads folder.</summary>
    public const string UploadName = "own-system.iso";

    public const string UploadContent = "an image of its own";

    private static readonly NodeName One = new("pve1");
    private static readonly FirewallScope Cluster = new();
    private static readonly FirewallRule Ssh = new("in", "ACCEPT", "SSH", Protocol: null, "192.168.1.0/24", Destination: null, DestinationPort: null, Interface: null);

    private static readonly AddStorage Backups = new("backups", "nfs", ["backup"], [], [new("server", "192.168.1.9"), new("export", "/srv/backups")]);
    private static readonly AddStorage Fast = new("fast", "zfspool", ["images", "rootdir"], [], [new("pool", "rpool/data")]);
    private static readonly DownloadFile Image = new(
        One, "tank", "iso", "debian-12.iso", "https://cdimage.debian.org/debian-12.iso", new string('a', 64), "sha256");

    private static readonly AddInterface Bridge = new(One, "vmbr2", "bridge", "10.20.0.1/24", Gateway: null, ["enp3s0"], VlanAware: true, BondMode: null, "guests") { Mtu = 9000 };
    private static readonly AddSdnZone Zone = new("home", "simple", Bridge: null, [], []);
    private static readonly AddSdnVnet Vnet = new("lan", "home", Tag: null, "guests");
    private static readonly AddFirewallSet Set = new("admins", "who may log in");
    private static readonly AddUser Anna = new("anna@pve", "anna@example.org", [], "Anna") { FirstName = "Anna", LastName = "Berg", Expires = 1801353600 };
    private static readonly AddRole Operator = new("Operator", ["VM.Audit", "VM.PowerMgmt"]);
    private static readonly UploadFile Uploaded = new(One, "tank", "iso", UploadName, UploadContent.Length, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(UploadContent))));
    private static readonly AddGroup Media = new("media", "the living room");
    private static readonly AddPool Pool = new("lab", "to try things");
    private static readonly AddToHa UnderHa = new(Pihole, Group: null, "started") { MaxRestarts = 3, MaxRelocations = 2 };
    private static readonly AddBackupJob Nightly = new("nightly", "02:30", "tank", [Pihole], Pool: null, "snapshot", "keep-last=3") { Comment = "every night" };

    public static IReadOnlyList<HarnessCase> Cases { get; } =
    [
        Of(Backups),
        Of(new ConfigureStorage("local", [new("content", "iso,vztmpl,backup", "iso,vztmpl,backup,import")])),
        Of(new RemoveStorage("backups", "nfs"), Backups),
        Of(Image),
        Of(Uploaded),
        Of(new DownloadTemplate(One, "local", "debian-11-standard_11.7-1_amd64.tar.zst")),
        Of(new DeleteVolume(One, "local:vztmpl/alpine-3.21-default_20241217_amd64.tar.xz", 3211964)),
        Of(Bridge),
        Of(new ConfigureInterface(One, "vmbr1", "bridge", [new("bridge_ports", "enp2s0", "enp2s0"), new("comments", null, "cameras"), new("autostart", "1", "1")])),
        Of(new RemoveInterface(One, "vmbr1", "bridge", Address: null)),
        Of(new ApplyNetwork(One), Bridge),
        Of(new RevertNetwork(One), Bridge),
        Of(Zone),
        Of(Vnet, Zone),
        Of(new AddSdnSubnet("lan", "10.20.0.0/24", "10.20.0.1", Snat: true), Zone, Vnet),
        Of(new RemoveSdn("vnet", "lan", Vnet: null), Zone, Vnet),
        Of(new ApplySdn(), Zone),
        Of(new AddFirewallRule(Cluster, Ssh, "from the house")),
        Of(new RemoveFirewallRule(Cluster, Ssh), new AddFirewallRule(Cluster, Ssh, Comment: null)),
        Of(new ConfigureFirewall(new(Guest: Pihole), [new("enable", null, "1"), new("policy_in", null, "DROP")])),
        Of(new AddFirewallGroup("web", "http and https")),
        Of(new AddFirewallAlias("printer", "192.168.1.40", "upstairs")),
        Of(Set),
        Of(new AddToFirewallSet("admins", "192.168.1.20") { Comment = "laptop" }, Set),
        Of(Anna),
        Of(new AddToken("anna@pve", "laptop", Separated: true, "her laptop"), Anna),
        Of(new RemoveToken("anna@pve", "laptop"), Anna, new AddToken("anna@pve", "laptop", Separated: true, Comment: null)),
        Of(new ConfigureUser("anna@pve", [new("enable", "1", "0"), new("groups", null, "media"), new("comment", "Anna", null)]), Anna, Media),
        Of(Media),
        Of(new ConfigureGroup("media", "the kitchen", "the living room"), Media),
        Of(new ConfigureRole("Operator", ["VM.Audit", "VM.Console"], ["VM.Audit", "VM.PowerMgmt"]), Operator),
        Of(Operator),
        Of(new Grant("/vms/101", "group", "media", "PVEVMUser", Propagate: true, TakeAway: false), Media),
        Of(new RemoveAccess("group", "media"), Media),
        Of(Pool),
        Of(new SetPool(Pihole, "lab", SeenPool: null), Pool),
        Of(new RemovePool("lab"), Pool),
        Of(new AddHaGroup("quiet", [One], Restricted: true) { Priorities = [$"{One}:2"], NoFailback = true }),
        Of(UnderHa),
        Of(new RemoveFromHa(Pihole), UnderHa),
        Of(new AddReplication(OldWiki, 0, new("pve2"), "*/30"), Fast, new MoveDisk(OldWiki, "rootfs", "local-lvm:vm-102-disk-0", "fast", KeepOriginal: false)),
        Of(Nightly),
        Of(new ConfigureBackupJob("nightly", [new("schedule", "02:30", "03:00"), new("enabled", "1", "0"), new("prune-backups", "keep-last=3", "keep-last=5,keep-daily=7")], [Pihole, Nas], "101"), Nightly),
        Of(new RemoveJob("backup", "nightly"), Nightly),
        Of(new CallApi("PUT", "/cluster/options", [new("description", "the house")], Guest: null)),
    ];

    private static HarnessCase Of(Step step, params IReadOnlyList<Step> before) => Case([step, new StartGuest(OldWiki)], before);
}
