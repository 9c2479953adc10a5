using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Validation;

/// <summary>
/// The cluster as the steps of a plan leave it one after the other: the inventory, and what earlier steps made, changed and
/// removed. Steps are checked against it in their order.
/// </summary>
public sealed class PlannedCluster(InventorySnapshot inventory)
{
    private readonly Dictionary<Vmid, PlannedGuest> existing = inventory.Guests.ToDictionary(g => g.Vmid, PlannedGuest.Of);
    private readonly Dictionary<string, PlannedGuest> made = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Numbers that earlier steps ask for.</summary>
    private readonly Dictionary<Vmid, string> asked = [];

    private readonly HashSet<(NodeName Node, string Volume)> volumes = [.. inventory.Templates.Select(t => (t.Node, t.Volume)), .. inventory.Images.Select(i => (i.Node, i.Volume)), .. inventory.BackupFiles.Select(b => (b.Node, b.Volume))];

    private readonly HashSet<(NodeName Node, string Name)> bridges = [.. inventory.Bridges.Select(b => (b.Node, b.Name))];

    private readonly Dictionary<string, IReadOnlyList<NodeName>> zones = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> vnets = new(StringComparer.Ordinal);

    private readonly HashSet<string> pools = [.. inventory.Pools.Select(p => p.Name)];

    public InventorySnapshot Inventory => inventory;

    /// <summary>Each storage once for each node that has it.</summary>
    public List<Storage> Storages { get; } = [.. inventory.Storages];

    public void AddBridge(NodeName node, string name) => bridges.Add((node, name));

    public bool HasBridge(NodeName node, string name) => bridges.Contains((node, name));

    /// <summary>What earlier steps prepare of the SDN: zones with the nodes that have them, and networks with their zones.</summary>
    public void PrepareZone(string name, IReadOnlyList<NodeName> nodes) => zones[name] = nodes;

    public void PrepareVnet(string name, string zone) => vnets[name] = zone;

    /// <summary>Networks that were prepared are bridges from now on.</summary>
    public void ApplySdn()
    {
        foreach (var (name, zone) in vnets)
        {
            foreach (var node in inventory.Nodes.Select(n => n.Name).Where(n => zones.GetValueOrDefault(zone) is not { Count: > 0 } nodes || nodes.Contains(n))) AddBridge(node, name);
        }
    }

    /// <summary>The zone of a network of the SDN, there or prepared; null for a bridge.</summary>
    public string? ZoneOf(string bridge) => vnets.GetValueOrDefault(bridge) ?? inventory.Bridges.FirstOrDefault(b => b.Zone is not null && b.Name == bridge)?.Zone;

    public void AddPool(string name) => pools.Add(name);

    public void RemovePool(string name) => pools.Remove(name);

    /// <summary>Whether a pool is there for a guest; null is none.</summary>
    public IEnumerable<string> CheckPool(string? name)
    {
        if (name is not null && !pools.Contains(name)) yield return $"There is no pool {name}, or the credentials may not see it (Pool.Audit on /pool/{name}).";
    }

    /// <summary>The values of a node's interface at planning, in the API's names; null where they are not known.</summary>
    public IReadOnlyDictionary<string, string>? InterfaceValues(NodeName node, string name) =>
        inventory.Interfaces.FirstOrDefault(i => i.Node == node && i.Name == name)?.Values ?? inventory.Bridges.FirstOrDefault(b => b.Node == node && b.Name == name)?.Values;

    /// <summary>A file that a step brings to a storage of a node.</summary>
    public void AddVolume(NodeName node, string volume) => volumes.Add((node, volume));

    /// <summary>Whether a node has a file, as a storage of its own or shared has it.</summary>
    public bool HasVolume(NodeName node, string volume) => volumes.Contains((node, volume));

    /// <summary>The guest that a step means, or null where there is none.</summary>
    public PlannedGuest? Find(GuestReference guest) =>
        guest.Vmid is { } vmid ? existing.GetValueOrDefault(vmid) : made.GetValueOrDefault(guest.Name);

    public PlannedGuest? FindNamed(string name) =>
        made.GetValueOrDefault(name) ?? existing.Values.FirstOrDefault(g => string.Equals(g.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <param name="vmid">The number that was asked for, or null.</param>
    public void Add(GuestReference guest, Vmid? vmid = null)
    {
        if (vmid is { } number) asked[number] = guest.Name;
        made[guest.Name] = new(guest.Name, guest.Type, guest.Node, GuestPower.Stopped, Found: null);
    }

    public void Remove(GuestReference guest)
    {
        if (guest.Vmid is { } vmid) existing.Remove(vmid);
    }

    public void Change(GuestReference guest, Func<PlannedGuest, PlannedGuest> change)
    {
        if (Find(guest) is not { } found) return;
        if (guest.Vmid is { } vmid) existing[vmid] = change(found);
        else made[guest.Name] = change(found);
    }

    public void SetPower(GuestReference guest, GuestPower power) => Change(guest, g => g with { Power = power });

    /// <summary>Whether the guest is the one that was meant, where it was meant.</summary>
    public IEnumerable<string> CheckGuest(GuestReference guest)
    {
        if (Find(guest) is not { } now)
        {
            if (guest.Vmid is { } vmid) yield return $"There is no guest {vmid} ({guest.Name}) any more.";
            yield break;
        }

        if ((now.Name, now.Kind, now.Node) != (guest.Name, guest.Type, guest.Node))
            yield return $"{(object?)guest.Vmid ?? guest.Name} is now {now.Kind.Noun()} {now.Name} on {now.Node}, not {guest.Type.Noun()} {guest.Name} on {guest.Node}.";
        else if (inventory.Nodes.Any(n => n.Name == now.Node && !n.IsOnline)) yield return $"The node {now.Node} of {guest.Name} is offline.";
        else if (now.Found is { } found && (found.Marker != guest.Marker || !guest.HasHardware(found.HardwareId)))
            yield return $"{found.Vmid} may be another guest of the name {guest.Name}: its UUID, network cards or mark are not those of then.";
    }

    /// <summary>As <see cref="CheckGuest"/>, for steps that templates do not know.</summary>
    public IEnumerable<string> CheckPower(GuestReference guest) =>
        Find(guest) is { IsTemplate: true } ? [.. CheckGuest(guest), $"{guest.Name} is a template: it neither starts nor stops."] : CheckGuest(guest);

    /// <summary>As <see cref="CheckGuest"/>, for steps that need the guest's own system at work.</summary>
    /// <param name="why">Ends the sentence "web-1 is stopped: …".</param>
    public IEnumerable<string> CheckRunning(GuestReference guest, string why)
    {
        foreach (var problem in CheckGuest(guest)) yield return problem;
        if (Find(guest) is { Power: GuestPower.Stopped or GuestPower.Paused } now) yield return $"{guest.Name} is {(now.Power == GuestPower.Paused ? "suspended" : "stopped")}: {why}.";
    }

    /// <summary>Whether an account, or one token of it, is another one than that which the Agent itself works with.</summary>
    public IEnumerable<string> CheckNotOwn(string userId, string? token = null)
    {
        if (inventory.Caller is { } caller && (token is null ? caller.Split('!')[0] == userId : caller == $"{userId}!{token}"))
            yield return $"The Agent itself works as {caller}: this would lock it out. Do it in Proxmox, after other credentials were uploaded.";
    }

    /// <summary>Whether a node is there and can be reached.</summary>
    public IEnumerable<string> CheckNode(NodeName name)
    {
        var node = inventory.Nodes.FirstOrDefault(n => n.Name == name);
        if (node is null) yield return $"There is no node {name}. Nodes here: {string.Join(", ", inventory.Nodes.Select(n => n.Name))}.";
        else if (!node.IsOnline) yield return $"The node {name} is offline.";
    }

    /// <summary>Whether a node has a storage that takes the content.</summary>
    /// <param name="content">In the API's words, as in <c>rootdir</c>.</param>
    public IEnumerable<string> CheckStorage(NodeName node, string name, string content)
    {
        var storage = Storages.Find(s => s.Node == node && s.Name == name);
        if (storage is null) yield return $"{node} has no storage {name}.";
        else if (!storage.Content.Contains(content)) yield return $"{name} on {node} takes {string.Join(", ", storage.Content)}, not {content}.";
    }

    /// <summary>Whether a number that was asked for is free for a new guest; null is any.</summary>
    public IEnumerable<string> CheckFreeNumber(Vmid? vmid)
    {
        if (vmid is not { } number) yield break;
        if (existing.TryGetValue(number, out var guest)) yield return $"The number {number} is taken by {guest.Kind.Noun()} {guest.Name} on {guest.Node}. Ask for another, or for none.";
        else if (asked.TryGetValue(number, out var name)) yield return $"The number {number} goes to {name} already.";
    }

    /// <summary>Whether a name is free for a new guest.</summary>
    public IEnumerable<string> CheckFreeName(string name)
    {
        if (FindNamed(name) is { } twin) yield return $"A guest named {name} exists already: {twin.Kind.Noun()} {twin.Found?.Vmid} on {twin.Node}.";
    }
}
