using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Tests.Web;

/// <summary>Plans to show and to commit.</summary>
internal static class TestPlans
{
    private static readonly NodeName Node = new("pve1");

    public static Plan CreateAndStart(string name = "web-1") => Plan.Of(
    [
        new CreateContainer(name, Node, "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", 2, 2048, 8, "local-lvm", "vmbr0", "dhcp", Unprivileged: true, Nesting: true),
        new StartGuest(new(name, GuestKind.Ct, Node)),
    ]);
}
