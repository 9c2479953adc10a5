using System.Text.RegularExpressions;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Shell;

/// <summary>Commands that the planner never takes over, whoever asks.</summary>
internal static partial class CommandRules
{
    public static bool IsRefused(string command) => Refused().IsMatch(command);

    /// <summary>Power, network, disks, accounts, services, and Proxmox's own tools: the API does these with more care, or nobody should.</summary>
    public static bool MayCutOff(string command) => Nodes().IsMatch(command);

    [GeneratedRegex(
        @"\b(reboot|shutdown|poweroff|halt|init|telinit|systemctl|service|if(up|down|config|reload)|ip\s+(link|addr|a|route|r)\b.*\b(set|add|del|flush|down)|brctl|iptables|nft|pve-firewall|ufw|passwd|user(add|del|mod)|group(add|del|mod)|chpasswd|visudo|fdisk|sfdisk|parted|sgdisk|dd|z(fs|pool)|lv\w+|vg\w+|pv(create|remove|move|resize|change)|mdadm|cryptsetup|mount|umount|qm|pct|pvesm|pveum|pvecm|pvesh|ceph|rbd|vzdump|qmrestore|kill(all)?|pkill|rm|mv|crontab|curl|wget|nc|ssh|scp|bash|sh|python3?|perl|eval|chmod|chown|tee)\b|[>|;&`$]",
        RegexOptions.IgnoreCase)]
    private static partial Regex Nodes();

    [GeneratedRegex(
        @"\brm\s+(-\w+\s+)*-\w*[rf]\w*\s+(--\S+\s+)*/(\s|\*|\z)|\bmkfs|\bwipefs\b|\bzpool\s+destroy|\biptables\s+-F|\bdd\b.*\bof=/dev/|\buserdel\s+root|(curl|wget)\b[^|;&]*\|\s*(sudo\s+)?(ba|da|z)?sh\b|\$\((curl|wget)\b|:\(\)\s*\{|\bpvecm\s+delnode|\bpasswd\b|\bshred\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Refused();
}
