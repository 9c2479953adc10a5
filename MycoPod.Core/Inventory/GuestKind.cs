using System.Text.Json.Serialization;

namespace MycoPod.Core.Inventory;

/// <summary>What a guest is. The Proxmox API calls them <c>qemu</c> and <c>lxc</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GuestKind>))]
public enum GuestKind
{
    [JsonStringEnumMemberName("vm")]
    Vm,

    [JsonStringEnumMemberName("ct")]
    Ct,
}
