using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Core.Runs;
using MycoPod.Web.Runs;

namespace MycoPod.Tests.Web.Runs;

/// <summary>The search field asks once someone pauses, and never takes away what is being typed.</summary>
public sealed class RunFiltersTests : BunitContext
{
    private readonly FakeTimeProvider time = new();
    private readonly List<RunFilter> asked = [];

    public RunFiltersTests() => Services.AddSingleton<TimeProvider>(time);

    [Fact]
    public async Task A_search_waits_until_someone_pauses()
    {
        var filters = Show();
        foreach (var text in (string[])["w", "we", "web"]) await TypeAsync(filters, text);
        Assert.Empty(asked);

        // The pause before this one is cancelled on another thread; only then this one begins.
        for (var round = 0; asked.Count == 0 && round < 500; round++)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Xunit.TestContext.Current.CancellationToken);
        }

        Assert.Equal(["web"], asked.Select(a => a.Text));
    }

    [Fact]
    public async Task Enter_searches_at_once_and_only_once()
    {
        var filters = Show();
        await TypeAsync(filters, " pve1 ");
        await filters.Find("form").SubmitAsync();
        filters.Render(p => p.Add(f => f.Filter, asked[0]));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["pve1"], asked.Select(a => a.Text));
    }

    [Fact]
    public async Task What_is_typed_on_stays_when_the_address_catches_up_and_another_address_replaces_it()
    {
        var filters = Show();
        await TypeAsync(filters, "we");
        await filters.Find("form").SubmitAsync();
        await TypeAsync(filters, "web-1");

        // The page is drawn again before its address changes, then with the address of the earlier search.
        filters.Render(p => p.Add(f => f.Filter, RunFilter.None));
        filters.Render(p => p.Add(f => f.Filter, asked[0]));
        Assert.Equal("web-1", filters.Find("#run-search").GetAttribute("value"));

        filters.Render(p => p.Add(f => f.Filter, RunFilter.None with { Text = "shared", Status = RunStatus.Refused }));
        Assert.Equal("shared", filters.Find("#run-search").GetAttribute("value"));
        Assert.Equal("Refused", filters.Find("#run-status").GetAttribute("value"));
    }

    [Fact]
    public async Task Status_and_author_filter_at_once_and_together_with_the_text()
    {
        var filters = Show();
        await TypeAsync(filters, "web");
        await filters.Find("#run-status").ChangeAsync(new() { Value = "Errored" });
        await filters.Find("input[type=checkbox]").ChangeAsync(new() { Value = true });
        Assert.Equal([RunFilter.None with { Text = "web", Status = RunStatus.Errored }, RunFilter.None with { Text = "web", Status = RunStatus.Errored, Author = "ben" }], asked);
    }

    /// <summary>Finds and types at once: a rendering in between would give the field another handler. What typing starts goes on by itself.</summary>
    private static Task TypeAsync(IRenderedComponent<RunFilters> filters, string text) =>
        filters.InvokeAsync(() => { _ = filters.Find("#run-search").InputAsync(new() { Value = text }); });

    private IRenderedComponent<RunFilters> Show() =>
        Render<RunFilters>(p => p.Add(f => f.Filter, RunFilter.None).Add(f => f.Person, "ben").Add(f => f.OnChange, asked.Add));
}
