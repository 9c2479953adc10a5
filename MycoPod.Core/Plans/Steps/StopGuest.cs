namespace MycoPod.Core.Plans.Steps;

/// <summary>Stops a guest at once, as by pulling its plug. A guest that is stopped already is left as it is.</summary>
public sealed record StopGuest(GuestReference Guest) : Step
{
    public const string KindName = "stop-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override string Title => $"Stop {Guest.Name}";

    public override GuestReference Target => Guest;

    public override ApiCall Call(int number, ICallNames names) => PowerCall.To(Guest, "stop", names);
}
