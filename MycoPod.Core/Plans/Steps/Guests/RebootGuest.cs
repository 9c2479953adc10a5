using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Shuts a running guest down and starts it again. That also applies changes that wait for a restart.</summary>
/// <param name="TimeoutSeconds">How long its own system may take to shut down.</param>
public sealed record RebootGuest(GuestReference Guest, int TimeoutSeconds) : GuestStep, IActingStep
{
    public const string KindName = "reboot-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new(null, "rebooted");

    public override string Title => $"Reboot {Guest.Name}";

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.PowerMgmt")];

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST", Path(names, "/status/reboot"), [new("timeout", TimeoutSeconds.ToString(CultureInfo.InvariantCulture))], Task(names, "vzreboot", "qmreboot"));

    public override string Done(ICallNames names) => $"{Guest.Name} was rebooted";

    public override IEnumerable<string> CheckArguments()
    {
        if (TimeoutSeconds is < 1 or > 3600) yield return $"{TimeoutSeconds} s: 1 to 3600 are possible.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckPower(Guest)) yield return problem;
        if (cluster.Find(Guest) is { Power: GuestPower.Stopped, IsTemplate: false }) yield return $"{Guest.Name} is stopped: only a running guest is rebooted. Start it instead.";
    }
}
