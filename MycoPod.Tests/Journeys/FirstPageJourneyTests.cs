using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>What a browser has to fetch before someone can begin.</summary>
public sealed class FirstPageJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    private const int LimitBytes = 300_000;

    [Fact]
    public async Task The_first_pages_are_light_and_ask_no_other_host()
    {
        var admin = await OpenAsync();
        var protocol = await admin.Page.Context.NewCDPSessionAsync(admin.Page);
        await protocol.SendAsync("Network.enable");
        await protocol.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        double bytes = 0;
        List<string> hosts = [];
        protocol.Event("Network.loadingFinished").OnEvent += (_, e) => bytes += e?.GetProperty("encodedDataLength").GetDouble() ?? 0;
        admin.Page.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);

        await admin.Page.GotoAsync("/");
        await admin.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var login = bytes;
        Assert.InRange(login, 1, LimitBytes);

        bytes = 0;
        await admin.SignInAsync("admin", Instance.PasswordOf("admin"));
        await Assertions.Expect(admin.Heading("Recent declarations")).ToBeVisibleAsync();
        await admin.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.InRange(bytes, login, LimitBytes);
        Assert.Equal([Instance.Url.Authority], hosts.Distinct());
        TestContext.Current.TestOutputHelper?.WriteLine($"log-in page {login / 1000:0} kB, log-in page again and dashboard {bytes / 1000:0} kB");
    }
}
