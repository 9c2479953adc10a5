using System.Globalization;
using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Policy;

/// <summary>
/// The guests that a step touches: the one it names, and those whose numbers stand in its call, as in <c>vm-101-disk-0</c>. A guest
/// counts with its name and number of the plan and with those that the cluster has for it now.
/// </summary>
internal sealed partial class PolicySubjects(IReadOnlyList<Guest> guests)
{
    private readonly HashSet<string> made = new(StringComparer.OrdinalIgnoreCase);

    public void Apply(Step step)
    {
        if (step is ICreatesGuest creates) made.Add(creates.Made.Name);
    }

    public IEnumerable<PolicySubject> Of(Step step, int number)
    {
        List<PolicySubject> subjects = [];
        if (step.Target is { } target && !made.Contains(target.Name))
        {
            subjects.Add(new(target.Name, target.Vmid, Pool: null, []));
            subjects.AddRange(guests.Where(g => g.Vmid == target.Vmid).Select(Of));
        }

        var numbers = NumbersIn(step.Call(number, PlaceholderNames.Instance)).ToHashSet();
        subjects.AddRange(guests.Where(g => numbers.Contains(g.Vmid.Value)).Select(Of));
        if (guests.Count == 0) subjects.AddRange(numbers.Select(n => new PolicySubject($"guest {n}", new Vmid(n), Pool: null, [])));
        return subjects.DistinctBy(s => (s.Name, s.Vmid, s.Pool, string.Join(';', s.Tags)));
    }

    private static PolicySubject Of(Guest guest) => new(
        guest.Name,
        guest.Vmid,
        guest.Pool,
        guest.Tags);

    /// <summary>Commands are for people to read; what they name counts for nothing here.</summary>
    private static IEnumerable<int> NumbersIn(StepCall call) =>
        from text in call is ApiCall api ? api.Parameters.Select(p => p.Value).Prepend(api.Path) : []
        from Match match in GuestNumber().Matches(Uri.UnescapeDataString(text))
        select int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:\b(?:vm|ct|base|subvol)[-:]|/qemu/|/lxc/|/vms/|vzdump-(?:qemu|lxc)-)([1-9][0-9]{2,8})\b")]
    private static partial Regex GuestNumber();
}
