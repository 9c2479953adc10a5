using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Storage;

/// <summary>Who may see a volume (pve-storage 8.3.6, Storage.pm, check_volume_access).</summary>
internal static class VolumeAccess
{
    public static bool Has(Permissions permissions, Caller caller, Volume volume)
    {
        try
        {
            Require(permissions, caller, volume);
            return true;
        }
        catch (ApiException)
        {
            return false;
        }
    }

    public static void Require(Permissions permissions, Caller caller, Volume volume)
    {
        var storage = $"/storage/{volume.Storage}";
        if (permissions.Has(caller, storage, "Datastore.Allocate"))
            return;

        switch (volume)
        {
            case { Content: "iso" or "vztmpl" or "import" }:
                permissions.RequireAny(caller, storage, "Datastore.AllocateSpace", "Datastore.Audit");
                break;
            case { Content: "backup", Vmid: { } vmid }:
                permissions.Require(caller, storage, "Datastore.AllocateSpace");
                permissions.Require(caller, $"/vms/{vmid}", "VM.Backup");
                break;
            case { Content: "images" or "rootdir", Vmid: { } vmid }:
                permissions.Require(caller, storage, "Datastore.Audit");
                permissions.Require(caller, $"/vms/{vmid}", "VM.Config.Disk");
                break;
            default:
                throw ApiException.Failure($"missing privileges to access {volume.Id}");
        }
    }

    /// <summary>Removing a backup takes less than removing anything else.</summary>
    public static void RequireRemoval(Permissions permissions, Caller caller, Volume volume)
    {
        if (volume is { Content: "backup", Vmid: { } vmid })
        {
            permissions.Require(caller, $"/storage/{volume.Storage}", "Datastore.AllocateSpace");
            permissions.Require(caller, $"/vms/{vmid}", "VM.Backup");
        }
        else
        {
            permissions.Require(caller, $"/storage/{volume.Storage}", "Datastore.Allocate");
        }
    }
}
