using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>Holds a page to WCAG 2.2 AA, and makes a picture of it for people to look at.</summary>
internal static class Axe
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") };

    /// <summary>The menu slides away or back some moments after the width has changed.</summary>
    private const string Settle =
        """
        async () => {
          for (let i = 0; i < 4; i++) {
            await new Promise(done => setTimeout(done, 150));
            await Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity).map(a => a.finished.catch(() => {})));
          }
        }
        """;

    /// <summary>What the server changes after a change of width comes when it comes: until nothing has changed for a while.</summary>
    private const string Quiet =
        """
        () => new Promise(done => {
          const finish = () => { observer.disconnect(); clearTimeout(pause); clearTimeout(longest); done(); };
          const observer = new MutationObserver(() => { clearTimeout(pause); pause = setTimeout(finish, 700); });
          let pause = setTimeout(finish, 700);
          const longest = setTimeout(finish, 6000);
          observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        })
        """;

    public static async Task LookAsync(Visitor visitor, string name)
    {
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visitor.ShootAsync(name);
        var found = await visitor.Page.RunAxe(Rules);
        Assert.True(found.Violations.Length == 0, $"{name}: {string.Join('\n', found.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html).Take(5))}"))}");
        Assert.False(await IsTooWideAsync(visitor), $"{name} is wider than the window.");
    }

    private static Task<bool> IsTooWideAsync(Visitor visitor) => visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth");

    /// <summary>The same page in both widths.</summary>
    public static async Task LookAtBothWidthsAsync(Visitor visitor, string name)
    {
        foreach (var width in (int[])[1280, 390])
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            await visitor.Page.EvaluateAsync(Settle);
            await LookAsync(visitor, $"{name}-{width}");
        }

        // The narrowest window that is promised to work.
        await visitor.Page.SetViewportSizeAsync(360, 900);
        Assert.False(await IsTooWideAsync(visitor), $"{name} is wider than a window of 360 pixels.");

        // What is clicked next must not move under the pointer: such a click is lost.
        await visitor.Page.SetViewportSizeAsync(1280, 900);
        await visitor.Page.EvaluateAsync(Settle);
        await visitor.Page.EvaluateAsync(Quiet);
    }
}
