using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;

/// <summary>"unless it is running", "if it is off": in which state of a guest alone something is to be done.</summary>
internal static class PowerCondition
{
    /// <returns>The state that a clause names, or null where it names none.</returns>
    public static GuestPower? Of(Clause clause) =>
        clause.Facets.Find(f => f.Slot == Slot.Flag && f["f"] == "unlessso") is { } said ? Of(said.Text.ToLowerInvariant()) : null;

    private static GuestPower? Of(string text)
    {
        var isOff = text.Split(' ').Any(w => w is "stopped" or "off" or "down");
        if (!isOff && !text.Split(' ').Any(w => w is "running" or "runs" or "run" or "on" or "up")) return null;
        var isTurned = text.StartsWith("unless", StringComparison.Ordinal) ^ (text.Contains(" not ", StringComparison.Ordinal) || text.Contains("n't ", StringComparison.Ordinal));
        return isOff ^ isTurned ? GuestPower.Stopped : GuestPower.Running;
    }
}
