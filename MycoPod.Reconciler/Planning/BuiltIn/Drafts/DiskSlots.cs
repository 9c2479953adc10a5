using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>The places where a guest has its disks.</summary>
internal static partial class DiskSlots
{
    private const int Most = 30;

    /// <summary>The disk it boots from, or null where that cannot be told.</summary>
    public static (string Name, string Text)? First(Guest guest)
    {
        if (guest.Kind == GuestKind.Ct) return guest.Settings.TryGetValue("rootfs", out var root) ? ("rootfs", root) : null;
        var order = guest.Settings.GetValueOrDefault("boot")?.Replace("order=", "", StringComparison.Ordinal).Split(';').FirstOrDefault(d => IsDisk(guest, d));
        var name = order ?? Of(guest).Select(d => d.Name).FirstOrDefault();
        return name is null ? null : (name, guest.Settings[name]);
    }

    /// <summary>All disks in order, without CDs and the firmware's.</summary>
    public static IReadOnlyList<(string Name, string Text)> Of(Guest guest) =>
        [.. guest.Settings.Where(s => IsDisk(guest, s.Key)).OrderBy(s => Rank(s.Key)).Select(s => (s.Key, s.Value))];

    /// <summary>The first place on a bus that is not taken; it is from then on.</summary>
    public static string Free(HashSet<string> taken, string bus)
    {
        for (var number = 0; number <= Most; number++)
        {
            if (taken.Add($"{bus}{number}")) return $"{bus}{number}";
        }

        return $"{bus}{Most}";
    }

    private static bool IsDisk(Guest guest, string name) =>
        DiskName().IsMatch(name) && guest.Settings.TryGetValue(name, out var text) && !text.Contains("media=cdrom", StringComparison.Ordinal);

    private static (int, int) Rank(string name)
    {
        var digit = name.AsSpan().IndexOfAnyInRange('0', '9');
        var bus = digit < 0 ? name : name[..digit];
        return (bus switch { "rootfs" => 0, "scsi" => 1, "virtio" => 2, "sata" => 3, "ide" => 4, _ => 5 }, digit < 0 ? 0 : int.Parse(name[digit..]));
    }

    [GeneratedRegex(@"\A(rootfs|(scsi|virtio|sata|ide|mp)\d{1,3})\z")]
    private static partial Regex DiskName();
}
