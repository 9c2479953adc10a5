using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

internal static class GuestRemoval
{
    /// <summary>The guest and all volumes that carry its id.</summary>
    public static void RemoveGuest(this ClusterDocument cluster, string node, long vmid)
    {
        cluster.Guests.RemoveAll(guest => guest.Vmid == vmid && guest.Node == node);
        cluster.Volumes.RemoveAll(volume => volume.Vmid == vmid && (volume.Content is "images" or "rootdir"));
    }
}
