using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps;

namespace MycoPod.Reconciler.Execution.Steps;

internal sealed class StopGuestAction() : PowerAction(StopGuest.KindName, GuestPower.Stopped, "vzstop", "qmstop");
