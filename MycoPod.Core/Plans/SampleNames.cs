using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans;

/// <summary>Values of the right form for what is known only when the plan runs, to hold its calls against the cluster's API schema.</summary>
public sealed class SampleNames : ICallNames
{
    public static readonly SampleNames Instance = new();

    private SampleNames()
    {
    }

    public string IdOf(GuestReference guest) => guest.Vmid?.ToString() ?? "999999999";

    public string MarkerOf(int step) => CreationMarker.Of(Guid.Empty, revision: 1, step);

    public string Read(int step, string name) => name == "digest" ? new string('0', 40) : "0";
}
