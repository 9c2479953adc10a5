using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>Finds the guest that a model names, as the steps so far leave it: a model knows names and numbers, code knows the rest.</summary>
internal sealed class GuestFinder
{
    private const int MostNamed = 5;
    private readonly List<GuestReference> guests;

    public GuestFinder(InventorySnapshot? inventory) => guests = [.. inventory?.Guests.Select(GuestReference.To) ?? []];

    /// <param name="text">A name or a number, also as in <c>101 (pihole)</c>.</param>
    /// <exception cref="FormatException">There is none, or more than one; the text says so.</exception>
    public GuestReference Find(string text)
    {
        var wanted = text.Trim();
        if (wanted.EndsWith(')') && wanted.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket) return FindBoth(wanted[..bracket], wanted[(bracket + 2)..^1]);
        var found = guests.Where(g => Is(g, wanted)).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new FormatException($"There is no guest {Short(wanted)}, and no earlier step makes one."),
            _ => throw new FormatException($"{Short(wanted)} may be {string.Join(" or ", found.Take(MostNamed).Select(g => $"{g.Type.Noun()} {g.Vmid} on {g.Node}"))}: give its number."),
        };
    }

    /// <summary>Takes over what a step makes of its guest.</summary>
    public void Follow(Step step)
    {
        if (step is ICreatesGuest { Made: { } made }) guests.Add(made);
        if (step is not GuestStep { Guest: { } before, GuestAfter: { } after }) return;
        var place = guests.IndexOf(before);
        if (place < 0) return;
        if (step is DeleteGuest) guests.RemoveAt(place);
        else guests[place] = step is MigrateGuest { TargetNode: var node } ? after with { Node = node } : after;
    }

    private GuestReference FindBoth(string first, string second) =>
        guests.Where(g => Is(g, first) && Is(g, second)).ToList() is [var only] ? only : throw new FormatException($"There is no guest {Short(first)} with {Short(second)}.");

    private static bool Is(GuestReference guest, string text) => string.Equals(guest.Name, text, StringComparison.OrdinalIgnoreCase) || guest.Vmid?.ToString() == text;

    private static string Short(string text) => text.Length <= 63 ? $"'{text}'" : $"'{text[..63]}…'";
}
