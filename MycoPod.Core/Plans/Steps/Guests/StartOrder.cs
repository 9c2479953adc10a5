namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>When a guest starts and stops with its node.</summary>
/// <param name="Order">The lowest starts first and stops last.</param>
/// <param name="UpSeconds">Waited after its start, before the next one.</param>
/// <param name="DownSeconds">Waited for it to stop.</param>
public sealed record StartOrder(int? Order, int? UpSeconds, int? DownSeconds)
{
    internal IEnumerable<string> Check()
    {
        if (this is { Order: null, UpSeconds: null, DownSeconds: null }) yield return "The start order says nothing.";
        if (Order is < 0 or > 99_999 || UpSeconds is < 0 or > 86_400 || DownSeconds is < 0 or > 86_400) yield return "A start order is a number from 0, and its delays are seconds, up to a day.";
    }

    internal string Value => Properties.Write(("order", Properties.Number(Order)), ("up", Properties.Number(UpSeconds)), ("down", Properties.Number(DownSeconds)));

    internal string Say() => string.Join(", ", new[]
    {
        Order is null ? null : $"start order {Order}", UpSeconds is null ? null : $"{UpSeconds} s after its start", DownSeconds is null ? null : $"{DownSeconds} s to stop",
    }.OfType<string>());
}
