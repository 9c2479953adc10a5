using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps;

namespace MycoPod.Reconciler.Execution.Steps;

internal sealed class StartGuestAction() : PowerAction(StartGuest.KindName, GuestPower.Running, "vzstart", "qmstart");
