using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>
/// What of a guest's configuration a language model is shown. Notes are not: people keep passwords there, and strangers can write
/// orders there. Nor is anything of cloud-init, nor what runs at start.
/// </summary>
/// <param name="isShown">Whether a setting of that name is shown.</param>
internal sealed partial class ShownSettings(Func<string, bool> isShown)
{
    public static ShownSettings Usual { get; } = new(name => Shown().IsMatch(name));

    public IEnumerable<KeyValuePair<string, string>> Of(Guest guest) => guest.Settings.Where(s => isShown(s.Key)).OrderBy(s => s.Key, StringComparer.Ordinal);

    [GeneratedRegex(@"\A(cores|sockets|memory|balloon|swap|onboot|protection|ostype|agent|tags|unprivileged|features|boot|startup|rootfs|(net|mp|scsi|virtio|sata|ide|unused)[0-9]{1,3})\z")]
    private static partial Regex Shown();
}
