using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>Sizes that count from what a guest has: "2 more cores", "by 4 GB of memory", "double the memory", "at least 8 GB".</summary>
/// <param name="IsLeast">Whether what is said is the least: a guest that has more keeps it.</param>
internal sealed record RelativeSizes(decimal? Cores, decimal? Memory, decimal CoresFactor, decimal MemoryFactor, bool IsLeast)
{
    private static readonly string[] Less = ["reduce", "decrease", "lower", "cut", "remove", "drop"];

    public bool IsSaid => (Cores, Memory, CoresFactor, MemoryFactor) is not (null, null, 1, 1);

    public static RelativeSizes Take(Clause clause)
    {
        var sign = Less.Contains(clause.VerbText.ToLowerInvariant()) ? -1 : 1;
        if (clause.Facets.FindIndex(f => f is { Slot: Slot.Size, Role: "percent", IsUsed: false }) is >= 0 and var at)
        {
            var factor = 1 + (sign * (clause.Facets[at].Text.Contains("less", StringComparison.OrdinalIgnoreCase) || clause.Facets[at].Text.Contains("smaller", StringComparison.OrdinalIgnoreCase) ? -1 : 1) * clause.Facets[at].Value.Number / 100);
            if (clause.Take(Slot.Memory, "word") is not null && clause.Take(Slot.Size, "percent") is not null) return new(null, null, 1, factor, IsLeast: false);
            if (clause.Take(Slot.Cores, "word") is not null && clause.Take(Slot.Size, "percent") is not null) return new(null, null, factor, 1, IsLeast: false);
        }

        return new(sign * Number(clause, Slot.Cores), sign * Number(clause, Slot.Memory), Factor(clause, Slot.Cores), Factor(clause, Slot.Memory), clause.TakeFlag("atleast"));
    }

    /// <summary>Settles what is said for one guest.</summary>
    public void Apply(Spec spec, Guest guest, Draft draft)
    {
        var (cores, memory) = (Now(draft.Setting(guest, "cores"), 1), Now(draft.Setting(guest, "memory"), 512));
        spec.Cores = Of(cores, Cores, CoresFactor, spec.Cores);
        spec.MemoryMiB = Of(memory, Memory, MemoryFactor, spec.MemoryMiB);
        if (IsLeast && spec.Cores <= cores) spec.Cores = cores;
        if (IsLeast && spec.MemoryMiB <= memory) spec.MemoryMiB = memory;
        if (spec.Cores < 1 || spec.MemoryMiB < 16) draft.Problem($"{guest.Name} has {cores} cores and {memory} MiB of memory: that much cannot be taken away.");
    }

    private static decimal? Number(Clause clause, Slot slot) =>
        clause.Take(f => f.Slot == slot && (f.Role is "more" or "by" || (f.Role.Length == 0 && (f.Lead == "by" || f.Text.Contains('+', StringComparison.Ordinal) || clause.Is("add") || clause.VerbText.Equals("remove", StringComparison.OrdinalIgnoreCase)))))?.Value.Number;

    private static decimal Factor(Clause clause, Slot slot) => clause.Take(slot, "factor") is not null ? 2 : clause.Take(slot, "half") is not null ? 0.5m : 1;

    private static int? Of(int now, decimal? more, decimal factor, int? said) => more is { } by ? now + (int)by : factor != 1 ? (int)(now * factor) : said;

    private static int Now(string? text, int usual) => int.TryParse(text?.Replace("current=", "", StringComparison.Ordinal), out var number) ? number : usual;
}
