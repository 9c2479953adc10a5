using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Tests.Execution;

/// <summary>For each step kind, a plan whose first step is of that kind and can be carried out on the sandbox's first cluster.</summary>
internal static class StepHarness
{
    private static readonly GuestReference OldWiki = new("old-wiki", GuestKind.Ct, new("pve3"), new Vmid(102), HardwareId: "net0=BC:24:11:00:01:02");
    private static readonly GuestReference Pihole = new("pihole", GuestKind.Ct, new("pve1"), new Vmid(101), HardwareId: "net0=BC:24:11:00:01:01");

    public static readonly IReadOnlyDictionary<string, Plan> Plans = new Dictionary<string, Plan>(StringComparer.Ordinal)
    {
        [CreateContainer.KindName] = CreateAndStart("web-1"),
        [StartGuest.KindName] = Plan.Of([new StartGuest(OldWiki), new StopGuest(OldWiki)]),
        [StopGuest.KindName] = Plan.Of([new StopGuest(Pihole), new StartGuest(Pihole)]),
        [DeleteGuest.KindName] = Plan.Of([new DeleteGuest(OldWiki), new StopGuest(Pihole)]),
    };

    public static TheoryData<string> Kinds => new(Plans.Keys);

    /// <summary>Makes containers and starts them, as the journey's sentence asks for.</summary>
    public static Plan CreateAndStart(params IReadOnlyList<string> names)
    {
        var creates = names.Select(name => new CreateContainer(
            name, new("pve1"), "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst", 2, 2048, 8, "local-lvm", "vmbr0", "dhcp", Unprivileged: true, Nesting: true)).ToList();
        return Plan.Of([.. creates, .. creates.Select(c => new StartGuest(c.Target))]);
    }
}
