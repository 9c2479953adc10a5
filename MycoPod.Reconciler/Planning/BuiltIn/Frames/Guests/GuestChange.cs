using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>Makes a guest that exists as it is wished to be; what is so already needs no step.</summary>
internal sealed class GuestChange(Target target, Guest guest, Draft draft)
{
    public void Apply(Spec spec)
    {
        if (!Check(spec)) return;
        if (spec.Address is { } address && address != "dhcp") (spec.Address, spec.Gateway) = Complete(spec, address);
        var changes = new SettingChanges(guest.Kind, name => draft.Setting(guest, name), isCopy: false).Of(spec);
        if (changes.Count > 0) draft.Do(new ConfigureGuest(target.Reference, changes));
        foreach (var change in changes) draft.Set(guest, change.Name, change.To);
        Resize(spec);
        foreach (var (gib, _) in spec.MoreDisks) AddDisk(gib, spec);
        if (spec.Pool is { } pool && guest.Pool != pool) draft.Do(new SetPool(target.Reference, pool, guest.Pool));
        if (changes.Count == 0
            && ((spec.Cores ?? spec.MemoryMiB ?? spec.Vlan ?? spec.SwapMiB ?? spec.BalloonMiB ?? spec.StartOrder) is not null || (spec.Dns ?? spec.SearchDomain ?? spec.Address ?? spec.Bridge ?? spec.CpuType ?? spec.Notes) is not null || spec.Tags.Count > 0 || spec.AllTags is not null || spec.StartAtBoot is not null || spec.Protected is not null || spec.Agent is not null || spec.NewName is not null))
        {
            Say(spec);
        }
    }

    /// <summary>An address in the network that its card is in keeps the card's prefix length and gateway; in another one it keeps neither.</summary>
    private (string Address, string? Gateway) Complete(Spec spec, string address)
    {
        var now = new PropertyText(draft.Setting(guest, guest.Kind == GuestKind.Ct ? "net0" : "ipconfig0") ?? "");
        var (whole, gateway) = (address, spec.Gateway);
        if (spec.Bridge is null && now["ip"] is { } before && before.Split('/') is [_, var length] && Placing.IsInNetwork(before, address))
        {
            whole = address.Contains('/', StringComparison.Ordinal) ? address : $"{address}/{length}";
            if (whole != address) draft.Assume($"No prefix length is said: {whole}, as {guest.Name} has it now.");
        }
        else (whole, gateway) = Placing.Complete(draft, guest.Node, spec.Bridge, address, prefix: null, spec.Gateway);

        if (gateway is null && now["gw"] is { } old && !Placing.IsInNetwork(whole, old)) draft.Ask($"Which gateway is {guest.Name} to use? {old}, which it uses now, cannot be reached from {whole}.");
        return (whole, gateway ?? now["gw"]);
    }

    private bool Check(Spec spec)
    {
        var node = draft.Cluster.FindNode(guest.Node.Value);
        SpecFit.Check(spec, guest.Kind, guest.Name, draft);
        if (spec.Storage is { } place && spec.MoreDisks.Count == 0 && spec.DiskGiB is null) draft.Ask($"{guest.Name} and {place}: is a disk to be moved there? Say which, as in “move its root disk to {place}”.");
        if (spec.MoreDisks.Count == 0 && spec.DiskGiB is null && (spec.Discard ?? spec.Ssd) is not null) draft.Problem($"How a disk of {guest.Name} is attached is changed in Proxmox.");
        if (guest.IsTemplate && (spec.Cores ?? spec.MemoryMiB ?? spec.DiskGiB) is not null) draft.Assume($"{guest.Name} is a template: only its later copies have what is changed.");
        if (node is not null && spec.Cores > node.Cores) draft.Problem($"{node.Name} has {node.Cores} cores, fewer than {spec.Cores}.");
        if (node is not null && spec.MemoryMiB * (1L << 20) > node.MemoryBytes) draft.Problem($"{node.Name} has {node.MemoryBytes >> 30} GiB of memory, less than {spec.MemoryMiB / 1024} GiB.");
        if (spec is { IsAddressStatic: true, Address: null, Address6: null }) draft.Ask($"Which address is {guest.Name} to have?");
        if (spec.Bridge is { } bridge && Placing.Bridge(draft, guest.Node, bridge) is null) return false;
        if (spec.Unprivileged is { } isUnprivileged && !(guest.Kind == GuestKind.Ct && isUnprivileged == (draft.Setting(guest, "unprivileged") == "1"))) draft.Problem($"Whether {guest.Name} is privileged is settled when it is made; it cannot be changed.");
        if (guest.Kind == GuestKind.Vm && (spec.User ?? spec.SshKeys ?? spec.Address) is not null && !guest.Settings.Values.Any(v => v.Contains("cloudinit", StringComparison.Ordinal)))
            draft.Ask($"{guest.Name} has no cloud-init drive, so an address or a user set here has no effect in it. Is it to be set within its system instead?");
        if (spec.Dns is not null && guest.Kind == GuestKind.Vm && !guest.Settings.Values.Any(v => v.Contains("cloudinit", StringComparison.Ordinal)))
            draft.Assume($"{guest.Name} has no cloud-init drive: the DNS servers have an effect once it has one.");
        if (spec.Uefi || spec.Tpm || spec.SecureBoot is not null) draft.Problem($"The firmware of {guest.Name} is settled when it is made.");
        return !draft.IsStuck;
    }

    private void Resize(Spec spec)
    {
        if (spec.DiskGiB is not { } wanted) return;
        if (DiskSlots.First(guest) is not var (name, text) || DiskSize.OfProperties(draft.Setting(guest, name) ?? text) is not { } now) draft.Problem($"Which disk {guest.Name} boots from cannot be seen.");
        else if (now > wanted * (1L << 30)) draft.Problem($"{name} of {guest.Name} has {DiskSize.Say(now)} already; disks never shrink.");
        else if (now == wanted * (1L << 30)) draft.Already($"{name} of {guest.Name} has {wanted} GiB already.");
        else draft.Do(new ResizeDisk(target.Reference, name, draft.Setting(guest, name) ?? text, wanted));
    }

    private void AddDisk(int gib, Spec spec)
    {
        var content = guest.Kind == GuestKind.Vm ? "images" : "rootdir";
        if (Placing.Storage(draft, guest.Node, content, spec.Storage, gib) is not { } storage) return;
        HashSet<string> taken = [.. guest.Settings.Keys];
        draft.Do(new AddDisk(target.Reference, DiskSlots.Free(taken, guest.Kind == GuestKind.Vm ? spec.Bus ?? "scsi" : "mp"), storage, gib, guest.Kind == GuestKind.Ct ? "/data" : null));
    }

    private void Say(Spec spec)
    {
        List<string> so = [];
        if (spec.Cores is { } cores) so.Add(cores == 1 ? "1 core" : $"{cores} cores");
        if (spec.MemoryMiB is { } memory) so.Add($"{memory} MiB of memory");
        draft.Already(so.Count == 0 ? $"{guest.Name} is so already." : $"{guest.Name} has {string.Join(" and ", so)} already.");
    }
}
