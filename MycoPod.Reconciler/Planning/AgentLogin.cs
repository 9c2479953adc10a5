using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Proxmox.PropertyStrings;

namespace MycoPod.Reconciler.Planning;

/// <summary>
/// Lets the Agent into the VMs that a plan makes and then runs commands in over SSH: cloud-init puts its public key in beside the others. The
/// key becomes part of the plan, so that what is shown and approved is what is sent.
/// </summary>
internal sealed class AgentLogin(Plan plan, InventorySnapshot? inventory, string publicKey)
{
    private const string Keys = "sshkeys";

    private readonly HashSet<string> reached =
        [.. plan.Steps.OfType<RunInGuest>().Where(s => s is { Way: ShellWay.Ssh, Guest.Vmid: null }).Select(s => s.Guest.Name)];

    /// <returns>The plan, and a sentence about each VM that was given the key.</returns>
    public (Plan Plan, IReadOnlyList<string> Assumptions) LetIn()
    {
        List<Step> steps = [.. plan.Steps];
        List<string> assumptions = [];
        foreach (var name in reached)
        {
            if (!LetInto(steps, name)) continue;
            assumptions.Add($"The Agent's own public key is put into {name} by cloud-init: the plan runs a command there over SSH.");
        }

        return (assumptions.Count == 0 ? plan : Plan.Of(steps), assumptions);
    }

    private bool LetInto(List<Step> steps, string name)
    {
        var made = steps.FindIndex(s => s is CreateVm { CloudInit: not null } or CloneGuest { Source.Type: GuestKind.Vm } && s is ICreatesGuest { Made.Name: var it } && it == name);
        if (made < 0) return false;
        if (steps[made] is CreateVm { CloudInit: { } cloudInit } create)
        {
            steps[made] = create with { CloudInit = cloudInit with { SshKeys = With((cloudInit.SshKeys ?? "").Split('\n')) } };
            return !ReferenceEquals(steps[made], create);
        }

        var clone = (CloneGuest)steps[made];
        if (HasNoCloudInit(clone.Source)) return false;
        var configured = steps.FindIndex(s => s is ConfigureGuest { Guest: { Vmid: null, Name: var it } } c && it == name && c.Changes.Any(x => x.Name == Keys));
        if (configured >= 0 && steps[configured] is ConfigureGuest configure)
            steps[configured] = configure with { Changes = [.. configure.Changes.Select(c => c.Name == Keys ? c with { To = Encoded(c.To) } : c)] };
        else
            steps.Insert(made + 1, new ConfigureGuest(clone.Made, [new(Keys, From: null, Encoded(Settings(clone.Source)?.GetValueOrDefault(Keys)))]));
        return true;
    }

    private string Encoded(string? keys) => CloudInitKeys.Encode(With(CloudInitKeys.Decode(keys ?? "")).Split('\n'));

    private string With(IEnumerable<string> keys) => string.Join('\n', keys.Select(k => k.Trim()).Where(k => k.Length > 0).Append(publicKey).Distinct(StringComparer.Ordinal));

    private bool HasNoCloudInit(GuestReference source) => Settings(source) is { } settings && !settings.Values.Any(v => v.Contains("cloudinit", StringComparison.Ordinal));

    private IReadOnlyDictionary<string, string>? Settings(GuestReference source) =>
        source.Vmid is { } vmid ? inventory?.Guests.FirstOrDefault(g => g.Vmid == vmid)?.Settings : null;
}
