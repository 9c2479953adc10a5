using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Schema;

/// <summary>What the published schema calls the formats of single values.</summary>
internal static class FormatNames
{
    private static readonly Dictionary<ValueFormat, string> Names = new()
    {
        [Formats.Vmid] = "pve-vmid",
        [Formats.NodeName] = "pve-node",
        [Formats.DnsName] = "dns-name",
        [Formats.StorageId] = "pve-storage-id",
        [Formats.ConfigId] = "pve-configid",
        [Formats.Realm] = "pve-realm",
        [Formats.PoolId] = "pve-poolid",
        [Formats.MacAddress] = "mac-addr",
        [Formats.VolumeId] = "pve-volume-id",
        [Formats.StorageContent] = "pve-storage-content",
        [Formats.StartupOrder] = "pve-startup-order",
        [Formats.DiskSize] = "disk-size",
        [Formats.Ipv4] = "ipv4",
        [Formats.Ipv6] = "ipv6",
        [Formats.Cidr] = "CIDR",
        [ClusterFormats.StoragePath] = "pve-storage-path",
        [ClusterFormats.Server] = "pve-storage-server",
        [ClusterFormats.VolumeGroup] = "pve-storage-vgname",
        [ClusterFormats.UserId] = "pve-userid",
        [ClusterFormats.GroupId] = "pve-groupid",
        [ClusterFormats.RoleId] = "pve-roleid",
        [ClusterFormats.Email] = "email-opt",
        [ClusterFormats.Interface] = "pve-iface",
        [ClusterFormats.CidrV4] = "CIDRv4",
        [ClusterFormats.CidrV6] = "CIDRv6",
        [ClusterFormats.Netmask] = "ipv4mask",
        [ClusterFormats.Address] = "ip",
        [ClusterFormats.ZoneId] = "pve-sdn-zone-id",
        [ClusterFormats.VnetId] = "pve-sdn-vnet-id",
        [ClusterFormats.SubnetId] = "pve-sdn-subnet-id",
        [ClusterFormats.HaResourceId] = "pve-ha-resource-or-vm-id",
        [ClusterFormats.ReplicationId] = "pve-replication-job-id",
        [ClusterFormats.CalendarEvent] = "pve-calendar-event",
        [ClusterFormats.FirewallAddress] = "pve-fw-addr-spec",
        [ClusterFormats.FirewallProtocol] = "pve-fw-protocol-spec",
        [ClusterFormats.FirewallIcmp] = "pve-fw-icmp-type-spec",
        [ClusterFormats.AddressOrNetwork] = "IPorCIDR",
        [ClusterFormats.AddressNetworkOrAlias] = "IPorCIDRorAlias",
    };

    public static string? Find(ValueFormat? format) => format is null ? null : Names.GetValueOrDefault(format);
}
