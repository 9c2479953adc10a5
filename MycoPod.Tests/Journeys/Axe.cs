using Bunit;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MudBlazor;
using MudBlazor.Services;
using MycoPod.Web.Shell;

namespace MycoPod.Tests.Journeys;

/// <summary>Holds a page to WCAG 2.2 AA, light and dark, and makes a picture of it for people to look at.</summary>
internal static class Axe
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") };

    private static readonly AxeRunOptions Contrast = new() { RunOnly = RunOnlyOptions.Rules("color-contrast") };

    /// <summary>What MudBlazor writes into a page for someone who chose dark.</summary>
    private static readonly Lazy<string> DarkStyles = new(() =>
    {
        using var browser = new BunitContext();
        browser.JSInterop.Mode = JSRuntimeMode.Loose;
        browser.Services.AddMudServices();
        var theme = browser.Render<MudThemeProvider>(p => p.Add(t => t.Theme, Look.Theme).Add(t => t.IsDarkMode, value: true));
        return string.Concat(theme.FindAll("style").Select(s => s.TextContent));
    });

    private const string Darken =
        """
        styles => {
          document.documentElement.dataset.theme = "dark";
          const style = document.body.appendChild(document.createElement("style"));
          style.id = "dark-for-axe";
          style.textContent = styles + "*, *::before, *::after { transition: none !important; }";
        }
        """;

    private const string Lighten = """() => { document.getElementById("dark-for-axe").remove(); document.documentElement.dataset.theme = "light"; }""";

    /// <summary>The menu slides away or back some moments after the width has changed.</summary>
    private const string Settle =
        """
        async () => {
          for (let i = 0; i < 2; i++) {
            await new Promise(done => setTimeout(done, 150));
            await Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity).map(a => a.finished.catch(() => {})));
          }
        }
        """;

    /// <summary>What the server changes comes when it comes: until nothing has changed for so many milliseconds, and letters are there.</summary>
    private const string Quiet =
        """
        still => document.fonts.ready.then(() => new Promise(done => {
          const finish = () => {
            observer.disconnect(); clearTimeout(pause); clearTimeout(longest);
            Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity).map(a => a.finished.catch(() => {}))).then(done);
          };
          const observer = new MutationObserver(() => { clearTimeout(pause); pause = setTimeout(finish, still); });
          let pause = setTimeout(finish, still);
          const longest = setTimeout(finish, 6000);
          observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        }))
        """;

    private const int ForALook = 300;
    private const int ForAClick = 700;

    public static Task LookAsync(Visitor visitor, string name) => LookAsync(visitor, name, isForDark: true);

    private static async Task LookAsync(Visitor visitor, string name, bool isForDark)
    {
        await visitor.Page.EvaluateAsync(Quiet, ForALook);
        await visitor.ShootAsync(name);
        await FindNothingAsync(visitor, name, Rules);
        if (isForDark) await LookInTheDarkAsync(visitor, name);
        Assert.False(await IsTooWideAsync(visitor), $"{name} is wider than the window.");
    }

    /// <summary>Only colours differ in the dark: the same state, with the styles it would have there.</summary>
    private static async Task LookInTheDarkAsync(Visitor visitor, string name)
    {
        if (await visitor.Page.Locator("html").GetAttributeAsync("data-theme") == "dark") return;
        await visitor.Page.EvaluateAsync(Darken, DarkStyles.Value);
        await FindNothingAsync(visitor, $"{name} in the dark", Contrast);
        await visitor.Page.EvaluateAsync(Lighten);
    }

    private static async Task FindNothingAsync(Visitor visitor, string name, AxeRunOptions rules)
    {
        var found = await visitor.Page.RunAxe(rules);
        Assert.True(found.Violations.Length == 0, $"{name}: {string.Join('\n', found.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html).Take(5))}"))}");
    }

    private static Task<bool> IsTooWideAsync(Visitor visitor) => visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth");

    /// <summary>The same page in both widths.</summary>
    public static async Task LookAtBothWidthsAsync(Visitor visitor, string name)
    {
        foreach (var width in (int[])[1280, 390])
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            await visitor.Page.EvaluateAsync(Settle);
            await LookAsync(visitor, $"{name}-{width}", isForDark: width == 1280);
        }

        // The narrowest window that is promised to work.
        await visitor.Page.SetViewportSizeAsync(360, 900);
        Assert.False(await IsTooWideAsync(visitor), $"{name} is wider than a window of 360 pixels.");

        // What is clicked next must not move under the pointer: such a click is lost.
        await visitor.Page.SetViewportSizeAsync(1280, 900);
        await visitor.Page.EvaluateAsync(Quiet, ForAClick);
    }
}
