using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps;

/// <summary>The call behind starting and stopping.</summary>
internal static class PowerCall
{
    public static ApiCall To(GuestReference guest, string action, ICallNames names) =>
        new("POST", $"/nodes/{guest.Node}/{guest.Type.ApiName()}/{names.IdOf(guest)}/status/{action}");
}
