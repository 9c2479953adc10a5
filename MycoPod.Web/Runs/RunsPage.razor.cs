using Microsoft.AspNetCore.Components;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>All runs that match, newest first; without a filter, the newest is open. The address keeps the search.</summary>
public sealed partial class RunsPage
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private RunFilters? filters;
    private RunFilter loaded = RunFilter.None;
    private LiveRuns? live;
    private RunSubscription? subscription;
    private ChosenStep? chosen;
    private string? person;
    private Guid? newestSeen;
    private Guid? openedByItself;
    private bool isLoadingOlder;

    private RunFilter Filter => new(
        Q ?? "",
        Enum.TryParse<RunStatus>(Status, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
        Mine == "true" ? person : null,
        Zone ?? TimeZoneInfo.Utc);

    private string Found => (loaded.IsNone, live) switch
    {
        (false, { HasOlder: true, Rows.Count: var count }) => $"More than {count} runs match.",
        (false, { Rows.Count: 0 }) => "No run matches the search.",
        (false, { Rows.Count: 1 }) => "1 run matches.",
        (false, { Rows.Count: var count }) => $"{count} runs match.",
        _ => "",
    };

    private long ChosenNumber => live?.Rows.FirstOrDefault(r => r.Id == chosen?.RunId)?.Number ?? 0;

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null) person = (await Authentication).User.Identity?.Name;
        await base.OnInitializedAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (live is not null && Filter != loaded) await ReloadAsync();
    }

    protected override void Follow()
    {
        var events = subscription = Feed.Subscribe(null);
        While(leaving => events.BatchesAsync(Pace, Clock, leaving), ApplyAsync);
    }

    protected override void Unfollow() => subscription?.Dispose();

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (read, wanted) = (live ?? new(Query), Filter);
        await read.LoadAsync(wanted, cancellationToken);
        (live, loaded) = (read, wanted);
        if (chosen is not null && live.Rows.All(r => r.Id != chosen.RunId)) chosen = null;
        await OpenNewestAsync();
    }

    private async Task ApplyAsync(IReadOnlyList<RunEvent> batch)
    {
        if (live is null)
        {
            await ReloadAsync();
            return;
        }

        await live.ApplyAsync(batch, Leaving);
        chosen = chosen?.Hearing(batch);
        await OpenNewestAsync();
    }

    /// <summary>The newest run opens by itself; the one that did so before closes again.</summary>
    private async Task OpenNewestAsync()
    {
        if (live is not { Rows: [var newest, ..] } || !loaded.IsNone || newest.Id == newestSeen) return;
        if (openedByItself is { } before && chosen?.RunId != before) live.Collapse(before);
        await live.ExpandAsync(newest.Id, Leaving);
        newestSeen = openedByItself = newest.Id;
    }

    private async Task ToggleAsync(Guid run)
    {
        if (live is null) return;
        if (openedByItself == run) openedByItself = null;
        if (live.StepsOf(run) is null) await live.ExpandAsync(run, Leaving);
        else live.Collapse(run);
    }

    private async Task ShowOlderAsync()
    {
        if (live is null || isLoadingOlder) return;
        isLoadingOlder = true;
        try
        {
            await live.LoadOlderAsync(Leaving);
        }
        finally
        {
            isLoadingOlder = false;
        }
    }

    private void Search(RunFilter wanted) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["q"] = string.IsNullOrWhiteSpace(wanted.Text) ? null : wanted.Text,
            ["status"] = wanted.Status?.ToString().ToLowerInvariant(),
            ["mine"] = wanted.Author is null ? null : "true",
        }),
        replace: true);

    private async Task ClearAsync()
    {
        Navigation.NavigateTo("/runs", replace: true);
        if (filters is not null) await filters.FocusAsync();
    }
}
