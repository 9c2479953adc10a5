using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>
/// The file lock that whoever changes a guest's configuration holds. Others wait for it, and give up after a while
/// (pve-common 8.3.1, PVE/Tools.pm, lock_file_full). It ends with the process, so it is kept in memory only.
/// </summary>
internal sealed class GuestLocks
{
    private const double Pause = 0.25;
    private const int Exclusive = -1;

    private readonly Lock gate = new();
    private readonly Dictionary<(GuestKind Kind, long Vmid), int> holders = [];

    /// <param name="wait">Lets so many seconds pass.</param>
    /// <param name="patience">In seconds; most callers have the usual ten.</param>
    /// <param name="isShared">Any number of shared holders, or one that is not.</param>
    public async Task<IDisposable> TakeAsync(GuestKind kind, long vmid, Func<double, Task> wait, double patience = 10, bool isShared = false)
    {
        for (var waited = 0.0; !TryTake((kind, vmid), isShared); waited += Pause)
        {
            if (waited >= patience)
                throw ApiException.Failure($"can't lock file '{Path(kind, vmid)}' - got timeout");
            await wait(Pause);
        }

        return new Holding(this, (kind, vmid));
    }

    private static string Path(GuestKind kind, long vmid) =>
        kind == GuestKind.Lxc ? $"/run/lock/lxc/pve-config-{vmid}.lock" : $"/var/lock/qemu-server/lock-{vmid}.conf";

    private bool TryTake((GuestKind Kind, long Vmid) guest, bool isShared)
    {
        lock (gate)
        {
            var count = holders.GetValueOrDefault(guest);
            if (count == Exclusive || (count > 0 && !isShared))
                return false;
            holders[guest] = isShared ? count + 1 : Exclusive;
            return true;
        }
    }

    private void Release((GuestKind Kind, long Vmid) guest)
    {
        lock (gate)
            holders[guest] = Math.Max(holders[guest] - 1, 0);
    }

    private sealed class Holding(GuestLocks owner, (GuestKind Kind, long Vmid) guest) : IDisposable
    {
        public void Dispose() => owner.Release(guest);
    }
}
