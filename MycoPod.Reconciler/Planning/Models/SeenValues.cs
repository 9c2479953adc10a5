using System.Globalization;
using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Proxmox;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Finds out what a step says about the cluster at planning: no model is asked what is there.</summary>
internal sealed class SeenValues(InventorySnapshot? inventory, IClusterLook look)
{
    private static readonly HashSet<string> FoundOut = new(StringComparer.Ordinal)
    {
        $"{DeleteSnapshot.KindName}.{nameof(DeleteSnapshot.TakenAt)}",
        $"{RollBackSnapshot.KindName}.{nameof(RollBackSnapshot.TakenAt)}",
        $"{DeleteVolume.KindName}.{nameof(DeleteVolume.SizeBytes)}",
        $"{UploadFile.KindName}.{nameof(UploadFile.SizeBytes)}",
        $"{UploadFile.KindName}.{nameof(UploadFile.Sha256)}",
        $"{RemoveStorage.KindName}.{nameof(RemoveStorage.Type)}",
        $"{RemoveInterface.KindName}.{nameof(RemoveInterface.Type)}",
        $"{RemoveInterface.KindName}.{nameof(RemoveInterface.Address)}",
        $"{ConfigureInterface.KindName}.{nameof(ConfigureInterface.Type)}",
    };

    /// <summary>Whether code finds a parameter out, so that no model is asked for it.</summary>
    public static bool Knows(string kind, string parameter) => parameter.StartsWith("Seen", StringComparison.Ordinal) || FoundOut.Contains($"{kind}.{parameter}");

    /// <summary>The step with what is there now.</summary>
    /// <param name="step">As the model has it, with nothing in the place of what it was not asked for.</param>
    /// <param name="before">The steps before it.</param>
    /// <exception cref="FormatException">It cannot be found out; the text says why.</exception>
    public async Task<Step> FillAsync(Step step, IReadOnlyList<Step> before, CancellationToken cancellationToken) => step switch
    {
        ConfigureGuest s => s with { Changes = Changes(s.Changes, Settings(s.Guest)) },
        ResizeDisk s => s with { SeenDisk = Setting(s.Guest, s.Disk) },
        MoveDisk s => s with { SeenVolume = Volume(Setting(s.Guest, s.Disk)) },
        DetachDisk s => s with { SeenVolume = Volume(Setting(s.Guest, s.Disk)) ?? throw new FormatException($"{s.Guest.Name} has no disk {s.Disk}.") },
        DeleteDisk s => s with { SeenVolume = Volume(Setting(s.Guest, s.Disk)) ?? Detached(s, before) ?? throw new FormatException($"{s.Guest.Name} has no {s.Disk}; a disk in use is detached first, by a step of its own.") },
        SetPool s => s with { SeenPool = Found(s.Guest)?.Pool },
        DeleteSnapshot s => s with { TakenAt = await TakenAtAsync(s.Guest, s.Name, before, cancellationToken) },
        RollBackSnapshot s => s with { TakenAt = await TakenAtAsync(s.Guest, s.Name, before, cancellationToken) },
        DeleteVolume s => s with { SizeBytes = await SizeAsync(s, cancellationToken) },
        UploadFile s => inventory?.Uploads?.FirstOrDefault(u => u.Name == s.FileName) is { } file ? s with { SizeBytes = file.SizeBytes, Sha256 = file.Sha256 } : throw new FormatException($"The Agent's uploads folder holds no {s.FileName} that the text names."),
        ConfigureUser s => s with { Changes = Changes(s.Changes, await RowAsync("/access/users?full=1", "userid", s.UserId, cancellationToken)) },
        ConfigureGroup s => s with { SeenComment = (await RowAsync("/access/groups", "groupid", s.Name, cancellationToken)).GetValueOrDefault("comment") },
        ConfigureRole s => s with { SeenPrivileges = (await RowAsync("/access/roles", "roleid", s.Name, cancellationToken)).GetValueOrDefault("privs", "").Split(',', StringSplitOptions.RemoveEmptyEntries) },
        ConfigureBackupJob s => await WithJobAsync(s, cancellationToken),
        RemoveStorage s => s with { Type = inventory?.Storages.FirstOrDefault(i => i.Name == s.Name)?.Type ?? throw new FormatException($"There is no storage {s.Name}.") },
        RemoveInterface s => s with { Type = Interface(s.Node, s.Name)["type"], Address = Interface(s.Node, s.Name).GetValueOrDefault("cidr") },
        ConfigureInterface s => ConfigureInterface.Of(s.Node, s.Name, Interface(s.Node, s.Name), s.Settings.ToDictionary(c => c.Name, c => c.To, StringComparer.Ordinal)),
        _ => step,
    };

    private static List<FieldChange> Changes(IReadOnlyList<FieldChange> changes, IReadOnlyDictionary<string, string> now) => [.. changes.Select(c => c with { From = now.GetValueOrDefault(c.Name) })];

    private async Task<ConfigureBackupJob> WithJobAsync(ConfigureBackupJob step, CancellationToken cancellationToken)
    {
        var job = await RowAsync("/cluster/backup", "id", step.Id, cancellationToken);
        return step with { Changes = Changes(step.Changes, job), SeenGuests = job.GetValueOrDefault("vmid") };
    }

    private async Task<IReadOnlyDictionary<string, string>> RowAsync(string path, string key, string value, CancellationToken cancellationToken) =>
        Row(await look.ReadAsync(path, cancellationToken), key, value)?.Values() ?? throw new FormatException($"There is no {value}, or it cannot be seen.");

    private static string? Volume(string? disk) => disk?.Split(',')[0];

    private static string? Detached(DeleteDisk step, IReadOnlyList<Step> before) =>
        before.OfType<DetachDisk>().Where(d => d.Guest.Vmid == step.Guest.Vmid).Select(d => d.SeenVolume).FirstOrDefault(v => step.Disk.StartsWith("unused", StringComparison.Ordinal) && v.Length > 0);

    private Guest? Found(GuestReference guest) => guest.Vmid is { } vmid ? inventory?.Guests.FirstOrDefault(g => g.Vmid == vmid) : null;

    private IReadOnlyDictionary<string, string> Settings(GuestReference guest) => Found(guest)?.Settings ?? new Dictionary<string, string>(StringComparer.Ordinal);

    private string? Setting(GuestReference guest, string name) => Settings(guest).GetValueOrDefault(name);

    private IReadOnlyDictionary<string, string> Interface(NodeName node, string name) =>
        inventory?.Bridges.FirstOrDefault(b => b.Node == node && b.Name == name)?.Values is { } values && values.ContainsKey("type") ? values : throw new FormatException($"{node} has no interface {name}, or it cannot be seen.");

    private async Task<long?> TakenAtAsync(GuestReference guest, string name, IReadOnlyList<Step> before, CancellationToken cancellationToken)
    {
        if (before.OfType<CreateSnapshot>().Any(s => s.Guest.Vmid == guest.Vmid && s.Name == name)) return null;
        var list = await look.ReadAsync($"/nodes/{guest.Node}/{guest.Type.ApiName()}/{guest.Vmid}/snapshot", cancellationToken);
        return Row(list, "name", name) is { } row && row.TryGetProperty("snaptime", out var time) && time.TryGetInt64(out var seconds)
            ? seconds
            : throw new FormatException($"{guest.Name} has no snapshot {name}, or it cannot be seen.");
    }

    private async Task<long> SizeAsync(DeleteVolume step, CancellationToken cancellationToken)
    {
        var storage = step.Volume.Split(':')[0];
        var list = await look.ReadAsync(string.Create(CultureInfo.InvariantCulture, $"/nodes/{step.Node}/storage/{Uri.EscapeDataString(storage)}/content"), cancellationToken);
        return Row(list, "volid", step.Volume) is { } row && row.TryGetProperty("size", out var size) && size.TryGetInt64(out var bytes)
            ? bytes
            : throw new FormatException($"{step.Node} has no {step.Volume}, or it cannot be seen.");
    }

    private static JsonElement? Row(JsonElement? list, string key, string value) => list is { ValueKind: JsonValueKind.Array } rows
        ? rows.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() == value).Select(r => (JsonElement?)r).FirstOrDefault()
        : null;
}
