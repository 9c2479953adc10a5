namespace MycoPod.Core.Plans.Steps;

/// <summary>Starts a guest. A guest that runs already is left as it is.</summary>
public sealed record StartGuest(GuestReference Guest) : Step
{
    public const string KindName = "start-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override string Title => $"Start {Guest.Name}";

    public override GuestReference Target => Guest;

    public override ApiCall Call(int number, ICallNames names) => PowerCall.To(Guest, "start", names);
}
