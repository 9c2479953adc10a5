namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>What was chosen for which guests, said once for all of them where it is the same.</summary>
internal sealed class ChosenValues
{
    private readonly OrderedDictionary<string, List<string>> guestsByText = [];

    public void Note(string guest, string text)
    {
        if (!guestsByText.TryGetValue(text, out var guests)) guestsByText.Add(text, guests = []);
        guests.Add(guest);
    }

    public IEnumerable<string> Sentences(int guests) =>
        guestsByText.Select(c => c.Value.Count == guests ? $"{c.Key}." : $"{c.Key} ({string.Join(", ", c.Value)}).");
}
