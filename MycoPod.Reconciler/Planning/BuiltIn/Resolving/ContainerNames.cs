using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>Settles how many containers are meant and what each is named.</summary>
internal sealed class ContainerNames(InventorySnapshot inventory, Findings findings)
{
    private readonly HashSet<string> taken = new(inventory.Guests.Select(g => g.Name), StringComparer.OrdinalIgnoreCase);

    /// <summary>Names the text gives count as taken before any is made up.</summary>
    public void Settle(IReadOnlyList<ContainerRequest> requests)
    {
        taken.UnionWith(requests.SelectMany(r => r.Groups).SelectMany(g => g.Names));
        foreach (var request in requests) request.FinalNames = Names(request);
    }

    private List<string> Names(ContainerRequest request)
    {
        var given = request.Groups.SelectMany(g => g.Names).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (Number(request, given) is not { } number) return [];
        if (given.Count == number) return Free(given);
        if (given.Count == 0) return Invented(request, number);
        if (given is [var stem] && !char.IsAsciiDigit(stem[^1])) return Numbered(stem, number);
        return Refuse($"{number} containers, but {given.Count} {(given.Count == 1 ? "name" : "names")}: {string.Join(", ", given.Take(ContainerRequest.Most))}.");
    }

    private int? Number(ContainerRequest request, List<string> given)
    {
        var number = request.Number ?? given.Count;
        if (request.Count is { } count && (count.Number != decimal.Truncate(count.Number) || number < 1)) Refuse($"{Findings.Quote(count.Text)} containers cannot be made.");
        else if (!request.NounSeen) Refuse("Say what to create, as in “a Debian container named web-1”.");
        else if (number > ContainerRequest.Most) Refuse($"At most {ContainerRequest.Most} containers are made at once.");
        else if (number < 1) Refuse("How many containers? Give a number or names.");
        else return number;
        return null;
    }

    private List<string> Free(List<string> names)
    {
        foreach (var twin in inventory.Guests.Where(g => names.Contains(g.Name, StringComparer.OrdinalIgnoreCase)))
            findings.Problem($"A guest named {twin.Name} exists already: {twin.Kind.Noun()} {twin.Vmid} on {twin.Node}.");
        return names;
    }

    private List<string> Numbered(string stem, int number)
    {
        var names = Enumerable.Range(1, number).Select(n => $"{stem.TrimEnd('-')}-{n}").ToList();
        findings.Assume($"Named {names[0]} to {names[^1]}.");
        taken.UnionWith(names);
        return Free(names);
    }

    private List<string> Invented(ContainerRequest request, int number)
    {
        var stem = (request.Shared[Property.System] ?? request.Common[Property.System] ?? ContainerDefaults.System).Split(':')[0];
        List<string> names = [];
        for (var n = 1; names.Count < number; n++)
        {
            if (taken.Add($"{stem}-{n}")) names.Add($"{stem}-{n}");
        }

        findings.Assume($"No name said: {string.Join(", ", names)}.");
        return names;
    }

    private List<string> Refuse(string problem)
    {
        findings.Problem(problem);
        return [];
    }
}
