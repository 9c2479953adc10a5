using System.Buffers.Binary;
using System.Net;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>Addresses for several guests: "starting at 192.168.10.71/24", "10.0.0.5 to 10.0.0.9", a list.</summary>
internal static class AddressPlan
{
    private const int Most = 100;

    /// <returns>One address for each guest in turn; none where all is said by a single address.</returns>
    public static IReadOnlyList<string> Take(Clause clause, Draft draft)
    {
        var prefix = clause.Take(Slot.Prefix)?["p"];
        var increments = clause.TakeAll(Slot.Increment).Count > 0;
        if (clause.Take(Slot.Ip, "range") is { } range) return Between(range["a"], range["b"], range.Has("p") ? range["p"] : prefix, draft);
        if (clause.Take(Slot.Ip, "list") is { } list) return [.. (list.Get("l")?.Items ?? []).Select(a => With(a, prefix))];
        var start = clause.Take(Slot.Ip, "start") ?? (increments ? clause.Take(Slot.Ip) : null);
        if (start is not null) return From(With(start["a"], prefix));
        var plain = clause.Facets.Where(f => f is { Slot: Slot.Ip, Role: "", IsUsed: false }).ToList();
        if (plain.Count < 2) return plain is [var one] && prefix is not null ? Single(one, prefix) : [];
        foreach (var facet in plain) facet.IsUsed = true;
        return [.. plain.Select(f => With(f["a"], prefix))];
    }

    public static string? Next(string address, int step)
    {
        if (!IPAddress.TryParse(address.Split('/')[0], out var ip) || ip.GetAddressBytes() is not { Length: 4 } bytes) return null;
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) + (uint)step);
        return $"{new IPAddress(bytes)}{(address.Contains('/', StringComparison.Ordinal) ? address[address.IndexOf('/', StringComparison.Ordinal)..] : "")}";
    }

    private static IReadOnlyList<string> Single(Facet facet, string prefix)
    {
        facet.IsUsed = true;
        return [With(facet["a"], prefix)];
    }

    private static string With(string address, string? prefix) => prefix is null || address.Contains('/', StringComparison.Ordinal) ? address : address + prefix;

    private static IReadOnlyList<string> From(string first) => [.. Enumerable.Range(0, Most).Select(n => Next(first, n)).OfType<string>()];

    private static IReadOnlyList<string> Between(string first, string last, string? prefix, Draft draft)
    {
        prefix ??= first.Contains('/', StringComparison.Ordinal) ? first[first.IndexOf('/', StringComparison.Ordinal)..] : last.Contains('/', StringComparison.Ordinal) ? last[last.IndexOf('/', StringComparison.Ordinal)..] : null;
        var (from, to) = (first.Split('/')[0], last.Split('/')[0]);
        List<string> all = [from];
        while (all.Count <= Most && all[^1] != to && Next(all[^1], 1) is { } next) all.Add(next);
        if (all[^1] != to) draft.Problem($"{first} to {last} is no range of at most {Most} addresses.");
        return [.. all.Select(a => With(a, prefix))];
    }
}
