using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace MycoPod.Web.Audit;

/// <summary>The audit log for Admins. What is searched for stands in the address.</summary>
public sealed partial class AuditPage
{
    internal const string Path = "/settings/audit";

    private const int Shown = 50;
    private static readonly IReadOnlyList<AuditKind> Kinds = [.. Enum.GetValues<AuditKind>().OrderBy(AuditWords.Of, StringComparer.Ordinal)];

    private AuditPart part = AuditPart.None;
    private string? text;
    private AuditKind? kind;
    private DateOnly? from;
    private DateOnly? to;

    protected override object? Subject => (Wanted, WantedKind, WantedFrom, WantedTo, Before, Zone?.Id);

    /// <summary>What is no number asks for nothing, like a kind or a day that there is not.</summary>
    private long? Before => long.TryParse(WantedBefore, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Wanted) || WantedKind is not null || WantedFrom is not null || WantedTo is not null;

    protected override void Follow()
    {
        text = Wanted;
        kind = Enum.TryParse<AuditKind>(WantedKind, out var known) && Enum.IsDefined(known) ? known : null;
        from = Date(WantedFrom);
        to = Date(WantedTo);
        Log.Added += WantReload;
    }

    protected override void Unfollow() => Log.Added -= WantReload;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var isAdmin = Authentication is not null && await People.FindAsync((await Authentication).User, cancellationToken) is { IsAdmin: true };
        var known = Enum.TryParse<AuditKind>(WantedKind, out var wanted) && Enum.IsDefined(wanted) ? wanted : (AuditKind?)null;
        var filter = new AuditFilter(Wanted, known, StartOf(Date(WantedFrom)), StartOf(Date(WantedTo)?.AddDays(1)), Before);
        part = isAdmin ? await Query.FindAsync(filter, Shown, cancellationToken) : AuditPart.None;
    }

    private void Search() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(Path, new Dictionary<string, object?>
    {
        ["q"] = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        ["kind"] = kind?.ToString(),
        ["from"] = Write(from),
        ["to"] = Write(to),
    }));

    private string AddressOf(long? before) => Navigation.GetUriWithQueryParameter("before", before);

    private static DateOnly? Date(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateOnly.MaxValue ? date : null;

    private static string? Write(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>When the day begins where the reader is.</summary>
    private DateTimeOffset? StartOf(DateOnly? day)
    {
        if (day is not { } date) return null;
        var start = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(start, Zone is null || date.Year < 2 ? TimeSpan.Zero : Zone.GetUtcOffset(start)).ToUniversalTime();
    }
}
