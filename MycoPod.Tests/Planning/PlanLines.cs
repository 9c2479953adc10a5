using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Tests.Planning;

/// <summary>Plans as short lines: "create web-1 pve2 debian-12 2c 2048M 8G local-lvm vmbr0 dhcp", "start web-1", "stop jellyfin/101".</summary>
internal static class PlanLines
{
    public static IReadOnlyList<string> Of(Plan plan) => [.. plan.Steps.Select(Line)];

    private static string Line(Step step) => step switch
    {
        CreateContainer c => $"create {c.Name} {c.Node} {System(c.Template)} {c.Cores}c {c.MemoryMiB}M {c.DiskGiB}G {c.Storage} {c.Bridge} {c.Address}",
        StartGuest s => $"start {Guest(s.Guest)}",
        StopGuest s => $"stop {Guest(s.Guest)}",
        DeleteGuest s => $"delete {Guest(s.Guest)}",
        _ => throw new InvalidOperationException(step.Kind),
    };

    private static string Guest(GuestReference guest) => guest.Vmid is { } vmid ? $"{guest.Name}/{vmid}" : guest.Name;

    private static string System(string template)
    {
        var parts = template[(template.LastIndexOf('/') + 1)..].Split('-');
        return $"{parts[0]}-{parts[1]}";
    }
}
