using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;

namespace MycoPod.Sandbox.Firewall;

internal static class FirewallParameters
{
    private const string Word = @"[A-Za-z][A-Za-z0-9_-]+";

    private static readonly string[] LogLevels = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug", "nolog"];

    public static readonly Parameter Comment = Parameter.Text("comment");
    public static readonly Parameter Position = Parameter.Whole("pos", 0);
    public static readonly Parameter Name = Parameter.Text("name") with { IsRequired = true, MinLength = 2, MaxLength = 64, Pattern = Word };
    public static readonly Parameter Rename = Name with { Name = "rename", IsRequired = false };
    public static readonly Parameter Group = Parameter.Text("group") with { IsRequired = true, MinLength = 2, MaxLength = 18, Pattern = Word };
    public static readonly Parameter GroupRename = Group with { Name = "rename", IsRequired = false };
    public static readonly Parameter AliasCidr = Parameter.Text("cidr") with { IsRequired = true, Format = ClusterFormats.AddressOrNetwork };
    public static readonly Parameter SetCidr = Parameter.Text("cidr") with { IsRequired = true, Format = ClusterFormats.AddressNetworkOrAlias };
    public static readonly Parameter NoMatch = Parameter.Flag("nomatch");

    private static readonly Parameter Action = Parameter.Text("action") with { MinLength = 2, MaxLength = 20, Pattern = Word };
    private static readonly Parameter Direction = Parameter.OneOf("type", "in", "out", "forward", "group");
    private static readonly Parameter[] Details =
    [
        Comment,
        Parameter.Text("dest") with { Format = ClusterFormats.FirewallAddress, MaxLength = 512 },
        CommonParameters.Digest,
        Parameter.Text("dport") with { Format = ClusterFormats.FirewallPorts },
        Parameter.Whole("enable", 0),
        Parameter.Text("icmp-type") with { Format = ClusterFormats.FirewallIcmp },
        Parameter.Text("iface") with { Format = ClusterFormats.Interface, MinLength = 2, MaxLength = 20 },
        Log("log"),
        Parameter.Text("macro") with { MaxLength = 128 },
        Parameter.Text("proto") with { Format = ClusterFormats.FirewallProtocol },
        Parameter.Text("source") with { Format = ClusterFormats.FirewallAddress, MaxLength = 512 },
        Parameter.Text("sport") with { Format = ClusterFormats.FirewallPorts },
    ];

    public static readonly IReadOnlyList<Parameter> NewRule =
        [.. Details, Action with { IsRequired = true }, Direction with { IsRequired = true }, Position];

    public static readonly IReadOnlyList<Parameter> ChangedRule = [.. Details, Action, Direction, Position, Parameter.Whole("moveto", 0), CommonParameters.DeleteAny];

    public static readonly IReadOnlyList<Parameter> ClusterOptions =
    [
        Parameter.Flag("ebtables"),
        Parameter.Whole("enable", 0),
        Parameter.Text("log_ratelimit") with
        {
            Keys = new(
                Parameter.Whole("burst", 0),
                Parameter.Flag("enable") with { IsRequired = true, IsDefaultKey = true },
                Parameter.Text("rate") with { Pattern = @"[1-9][0-9]*\/(second|minute|hour|day)" }),
        },
        Parameter.OneOf("policy_forward", "ACCEPT", "DROP"),
        Parameter.OneOf("policy_in", "ACCEPT", "REJECT", "DROP"),
        Parameter.OneOf("policy_out", "ACCEPT", "REJECT", "DROP"),
    ];

    public static readonly IReadOnlyList<Parameter> NodeOptions =
    [
        Parameter.Flag("enable"),
        Log("log_level_forward"),
        Log("log_level_in"),
        Log("log_level_out"),
        Parameter.Flag("log_nf_conntrack"),
        Parameter.Flag("ndp"),
        Parameter.Flag("nf_conntrack_allow_invalid"),
        Parameter.Text("nf_conntrack_helpers") with { Format = ClusterFormats.ConntrackHelper },
        Parameter.Whole("nf_conntrack_max", 32768),
        Parameter.Whole("nf_conntrack_tcp_timeout_established", 7875),
        Parameter.Whole("nf_conntrack_tcp_timeout_syn_recv", 30, 60),
        Parameter.Flag("nftables"),
        Parameter.Flag("nosmurfs"),
        Parameter.Flag("protection_synflood"),
        Parameter.Whole("protection_synflood_burst"),
        Parameter.Whole("protection_synflood_rate"),
        Log("smurf_log_level"),
        Log("tcp_flags_log_level"),
        Parameter.Flag("tcpflags"),
    ];

    public static readonly IReadOnlyList<Parameter> GuestOptions =
    [
        Parameter.Flag("dhcp"),
        Parameter.Flag("enable"),
        Parameter.Flag("ipfilter"),
        Log("log_level_in"),
        Log("log_level_out"),
        Parameter.Flag("macfilter"),
        Parameter.Flag("ndp"),
        Parameter.OneOf("policy_in", "ACCEPT", "REJECT", "DROP"),
        Parameter.OneOf("policy_out", "ACCEPT", "REJECT", "DROP"),
        Parameter.Flag("radv"),
    ];

    private static Parameter Log(string name) => Parameter.OneOf(name, LogLevels);
}
