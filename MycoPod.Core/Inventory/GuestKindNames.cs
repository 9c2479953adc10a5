namespace MycoPod.Core.Inventory;

/// <summary>The words for a kind of guest: in the Proxmox API, and to people.</summary>
public static class GuestKindNames
{
    /// <summary>The path segment of the API: <c>qemu</c> or <c>lxc</c>.</summary>
    public static string ApiName(this GuestKind kind) => kind == GuestKind.Vm ? "qemu" : "lxc";

    /// <summary>The word for people: "VM" or "container".</summary>
    public static string Noun(this GuestKind kind) => kind == GuestKind.Vm ? "VM" : "container";
}
