using Microsoft.Playwright;
using MycoPod.Tests.Journeys;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace MycoPod.Tests.Journeys;

/// <summary>Debian's Chromium, headless, started once.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Path = "/usr/bin/chromium-headless-shell";
    private readonly SemaphoreSlim gate = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A browser session of its own: cookies are shared with nobody.</summary>
    public async Task<IBrowserContext> OpenAsync(Uri baseUrl, int width = 1280, int height = 900, string? zone = null, bool ignoresCertificate = false)
    {
        await gate.WaitAsync();
        try
        {
            // On a machine that does much beside it; what has to be quick is measured, not waited for.
            Assertions.SetDefaultExpectTimeout(15_000);
            playwright ??= await Playwright.CreateAsync();
            browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path });
        }
        finally
        {
            gate.Release();
        }

        return await browser.NewContextAsync(new()
        {
            BaseURL = baseUrl.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = zone,
            AcceptDownloads = true,
            IgnoreHTTPSErrors = ignoresCertificate,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        gate.Dispose();
    }
}
