using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Journeys;

/// <summary>The connection between browser and Web breaks: nothing typed is lost, and what is shown is current again.</summary>
public sealed class ReconnectJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    private const string Lost = "The connection to MycoPod was lost. Connecting again…";

    [Fact]
    public async Task A_cut_connection_comes_back_with_what_was_typed_and_with_the_present_state()
    {
        await using var cable = TcpProxy.To(Instance.Url);
        var (name, text) = (Unique("meanwhile"), $"Create a Debian container named {Unique("typed")}.");
        var admin = await SignInAsync("admin", through: cable.Url);
        await admin.Link("Pending Approvals").First.ClickAsync();
        await Assertions.Expect(admin.Title("Pending Approvals")).ToBeVisibleAsync();
        var writer = await SignInAsync("user", through: cable.Url);
        await writer.WriteAsync("Create a");

        cable.Cut();
        await Assertions.Expect(writer.Text(Lost)).ToBeVisibleAsync();
        await Assertions.Expect(admin.Text(Lost)).ToBeVisibleAsync();
        await writer.Declaration.FillAsync(text);
        var user = await SignInAsync("user");
        await user.PreviewAsync($"Create a Debian container named {name}.");
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();

        cable.Mend();
        await Assertions.Expect(Notice(writer)).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(writer.Declaration).ToHaveValueAsync(text);
        await writer.Button("Preview").ClickAsync();
        await Assertions.Expect(writer.Page.GetByTestId("plan")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(admin.Page.GetByTestId(new Regex("^pending-")).Filter(new() { HasText = name })).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task What_was_typed_just_before_Web_died_is_there_again()
    {
        var text = $"Create a Debian container named {Unique("phoenix")}.";
        var user = await SignInAsync("user");
        await user.Link("New Declaration").First.ClickAsync();
        await Assertions.Expect(user.Declaration).ToBeFocusedAsync();
        await user.Declaration.PressSequentiallyAsync(text, new() { Delay = 2 });
        await Instance.SignalAsync("web", "KILL");
        await Assertions.Expect(user.Text(Lost)).ToBeVisibleAsync();
        await Assertions.Expect(Notice(user)).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(user.Declaration).ToHaveValueAsync(text, new() { Timeout = 30_000 });
        await Assertions.Expect(user.Page.GetByTestId("agent-state")).ToContainTextAsync("Agent connected", new() { Timeout = 30_000 });
        await user.Button("Preview").ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("plan")).ToBeVisibleAsync();
    }

    /// <summary>It says other words after some time, and goes once the connection is back.</summary>
    private static ILocator Notice(Visitor visitor) => visitor.Page.Locator("#components-reconnect-modal");
}
