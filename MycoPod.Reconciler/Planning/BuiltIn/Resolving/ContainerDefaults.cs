namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>What a container gets where the text leaves it open.</summary>
internal static class ContainerDefaults
{
    public const string System = "debian";
    public const int Cores = 1;
    public const int MemoryMiB = 512;
    public const int DiskGiB = 8;
    public const string Bridge = "vmbr0";
    public const string Address = "dhcp";
}
