using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Asks a guest's own system to shut down, and waits for it.</summary>
/// <param name="TimeoutSeconds">How long it is waited for.</param>
/// <param name="ThenStop">Whether it is stopped hard after that; otherwise the step fails.</param>
public sealed record ShutDownGuest(GuestReference Guest, int TimeoutSeconds, bool ThenStop) : GuestStep, IPowerStep
{
    public const string KindName = "shut-down-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new(null, "shut down");

    public override string Title => $"Shut down {Guest.Name}{(ThenStop ? $", and stop it if that takes longer than {TimeoutSeconds} s" : "")}";

    public GuestPower Wanted => GuestPower.Stopped;

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.PowerMgmt")];

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST",
        Path(names, "/status/shutdown"),
        [new("timeout", TimeoutSeconds.ToString(CultureInfo.InvariantCulture)), new("forceStop", ThenStop ? "1" : "0")],
        Task(names, "vzshutdown", "qmshutdown", "hastop"));

    public override string Done(ICallNames names) => $"{Guest.Name} is stopped";

    public override IEnumerable<string> CheckArguments()
    {
        if (TimeoutSeconds is < 1 or > 3600) yield return $"{TimeoutSeconds} s: 1 to 3600 are possible.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckPower(Guest);

    public override void ApplyTo(PlannedCluster cluster) => cluster.SetPower(Guest, Wanted);
}
