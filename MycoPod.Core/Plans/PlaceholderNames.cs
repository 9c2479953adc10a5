namespace MycoPod.Core.Plans;

/// <summary>Placeholders for what is known only when the plan runs.</summary>
public sealed class PlaceholderNames : ICallNames
{
    public static readonly PlaceholderNames Instance = new();

    public string IdOf(GuestReference guest) => guest.Vmid?.ToString() ?? $"{{id of {guest.Name}}}";

    public string MarkerOf(int step) => $"{{mark of step {step}}}";

    public string Read(int step, string name) => $"{{{name}}}";
}
