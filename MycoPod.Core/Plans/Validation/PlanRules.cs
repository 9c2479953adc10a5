using System.Net;
using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps;

namespace MycoPod.Core.Plans.Validation;

/// <summary>
/// The rules a plan must keep whatever the cluster looks like. Checked when it is planned, when it is approved and again
/// before it runs. Limits are those of the Proxmox VE 8.4 API schema.
/// </summary>
public static partial class PlanRules
{
    /// <summary>More steps than a person can review are no plan.</summary>
    public const int MaxSteps = 500;

    public static IReadOnlyList<PlanProblem> Check(Plan plan)
    {
        List<PlanProblem> problems = [];
        if (plan.Steps.Count == 0) problems.Add(new(null, "The plan has no steps."));
        if (plan.Steps.Count > MaxSteps) problems.Add(new(null, $"The plan has {plan.Steps.Count} steps; {MaxSteps} are allowed."));

        HashSet<string> made = new(StringComparer.OrdinalIgnoreCase);
        HashSet<Vmid> deleted = [];
        foreach (var (index, step) in plan.Steps.Index())
        {
            problems.AddRange(CheckStep(step, made).Concat(CheckDeleted(step, deleted)).Select(text => new PlanProblem(index + 1, text)));
        }

        return problems;
    }

    private static IEnumerable<string> CheckStep(Step step, HashSet<string> made) => step switch
    {
        CreateContainer create => CheckCreate(create, made),
        StartGuest start => CheckReference(start.Guest, made),
        StopGuest stop => CheckReference(stop.Guest, made),
        DeleteGuest { Guest.Vmid: null } delete => [$"{delete.Guest.Name} has no number: only a guest that exists can be deleted."],
        DeleteGuest { Guest.IsUnmistakable: false } delete => [$"{delete.Guest.Name} ({delete.Guest.Vmid}) has neither a UUID nor a network card to know it by: another guest could take its place unnoticed. Delete it in Proxmox."],
        DeleteGuest delete => CheckReference(delete.Guest, made),
        _ => [$"The kind {step.Kind} has no rules."],
    };

    private static IEnumerable<string> CheckCreate(CreateContainer create, HashSet<string> made)
    {
        if (!HostName().IsMatch(create.Name)) yield return $"'{create.Name}' is no host name: letters, digits and hyphens, at most 63.";
        if (!made.Add(create.Name)) yield return $"{create.Name} is created twice.";
        if (!TemplateVolume().IsMatch(create.Template)) yield return $"'{create.Template}' is no template volume, as in local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst.";
        if (create.Cores is < 1 or > 8192) yield return $"{create.Cores} cores: 1 to 8192 are possible.";
        if (create.MemoryMiB is < 16 or > 16_777_216) yield return $"{create.MemoryMiB} MiB of memory: 16 to 16777216 are possible.";
        if (create.DiskGiB is < 1 or > 131_072) yield return $"{create.DiskGiB} GiB of disk: 1 to 131072 are possible.";
        if (!StorageName().IsMatch(create.Storage)) yield return $"'{create.Storage}' is no storage name.";
        if (!BridgeName().IsMatch(create.Bridge)) yield return $"'{create.Bridge}' is no bridge name.";
        if (!IsAddress(create.Address)) yield return $"'{create.Address}' is no address: dhcp, or an IPv4 address with prefix length, as in 192.168.1.10/24.";
    }

    private static IEnumerable<string> CheckReference(GuestReference guest, HashSet<string> made)
    {
        if (guest.Vmid is null && !made.Contains(guest.Name)) yield return $"{guest.Name} is neither an existing guest nor made by an earlier step.";
        if (guest.Vmid is not null && made.Contains(guest.Name)) yield return $"{guest.Name} is made by this plan and cannot have the number {guest.Vmid} already.";
    }

    private static IEnumerable<string> CheckDeleted(Step step, HashSet<Vmid> deleted)
    {
        if (step.Target.Vmid is not { } vmid) yield break;
        if (deleted.Contains(vmid)) yield return $"{step.Target.Name} ({vmid}) is deleted by an earlier step.";
        if (step is DeleteGuest) deleted.Add(vmid);
    }

    private static bool IsAddress(string address)
    {
        if (address == "dhcp") return true;
        var parts = address.Split('/');
        return parts.Length == 2
            && Ipv4().IsMatch(parts[0])
            && IPAddress.TryParse(parts[0], out _)
            && int.TryParse(parts[1], out var prefix)
            && prefix is >= 8 and <= 32;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]:vztmpl/[a-zA-Z0-9_.+\-]+\z")]
    private static partial Regex TemplateVolume();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]\z")]
    private static partial Regex StorageName();

    [GeneratedRegex(@"\A[\-_.\w]{1,15}\z", RegexOptions.ECMAScript)]
    private static partial Regex BridgeName();

    [GeneratedRegex(@"\A\d{1,3}(\.\d{1,3}){3}\z", RegexOptions.ECMAScript)]
    private static partial Regex Ipv4();
}
