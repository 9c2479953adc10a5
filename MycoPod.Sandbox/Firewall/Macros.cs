namespace MycoPod.Sandbox.Firewall;

/// <summary>The macros that people use; the server knows some sixty more.</summary>
internal static class Macros
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BGP"] = "Border Gateway Protocol traffic",
        ["Ceph"] = "Ceph Storage Cluster traffic (Ceph Monitors, OSD & MDS Daemons)",
        ["DHCPfwd"] = "Forwarded DHCP traffic",
        ["DNS"] = "Domain Name System traffic (upd and tcp)",
        ["FTP"] = "File Transfer Protocol",
        ["HTTP"] = "Hypertext Transfer Protocol (WWW)",
        ["HTTPS"] = "Hypertext Transfer Protocol (WWW) over SSL",
        ["IMAP"] = "Internet Message Access Protocol",
        ["IMAPS"] = "Internet Message Access Protocol over SSL",
        ["LDAP"] = "Lightweight Directory Access Protocol traffic",
        ["Mail"] = "Mail traffic (SMTP, SMTPS, Submission)",
        ["MySQL"] = "MySQL server",
        ["NTP"] = "Network Time Protocol (ntpd)",
        ["OpenVPN"] = "OpenVPN traffic",
        ["Ping"] = "ICMP echo request",
        ["PostgreSQL"] = "PostgreSQL server",
        ["RDP"] = "Microsoft Remote Desktop Protocol traffic",
        ["SMB"] = "Microsoft SMB traffic",
        ["SMTP"] = "Simple Mail Transfer Protocol",
        ["SNMP"] = "Simple Network Management Protocol",
        ["SSH"] = "Secure shell traffic",
        ["Syslog"] = "Syslog protocol (RFC 5424) traffic",
        ["Telnet"] = "Telnet traffic",
        ["VNC"] = "VNC traffic for VNC display's 0 - 99",
        ["Web"] = "WWW traffic (HTTP and HTTPS)",
    };
}
