using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>
/// Pictures of every page at 1280 and 390 pixels, in <c>artifacts/screenshots</c>, for people to look at; README and docs take
/// theirs from there. Run by name: <c>dotnet run --project MycoPod.Tests -- -explicit only -class MycoPod.Tests.Journeys.PictureTests</c>.
/// </summary>
public sealed class PictureTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Theory(Explicit = true)]
    [InlineData(1280, "web-1", "web-2")]
    [InlineData(390, "web-3", "web-4")]
    public async Task Every_page(int width, string one, string two)
    {
        var stranger = await OpenAsync(width);
        await stranger.Page.GotoAsync("/");
        await stranger.ShootAsync($"login-{width}");
        var user = await SignInAsync("user", width);
        await ShootAsync(user, "/", $"dashboard-user-{width}");
        await user.Page.GotoAsync("/declarations/new");
        await user.PreviewHereAsync($"Run an Alpine container called cache-{width} with 1 core and 512 MB of RAM.");
        await user.Button("Submit for Approval").ClickAsync();
        await Assertions.Expect(user.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await user.ShootAsync($"confirm-{width}", fullPage: false);
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();
        await user.ShootAsync($"submitted-{width}");

        var admin = await SignInAsync("admin", width);
        await admin.Page.GotoAsync("/declarations/new");
        await Assertions.Expect(admin.Heading("New Declaration")).ToBeVisibleAsync();
        await admin.ShootAsync($"new-{width}");
        await admin.PreviewHereAsync($"Create two Debian containers named {one} and {two} with 2 cores and 2 GB of memory each, and start them.");
        await admin.ShootAsync($"plan-{width}");
        await admin.CommitAsync();
        await admin.Page.GetByTestId(new Regex("^pending-[0-9a-f]{8}-")).First.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(admin.Button("Approve")).ToBeVisibleAsync();
        await admin.ShootAsync($"approvals-{width}");
        await admin.Link("View Status").ClickAsync();
        await admin.ExpectStepAsync(2, "succeeded");
        await admin.ShootAsync($"run-live-{width}");
        await admin.ExpectRunAsync("succeeded");
        await admin.Step(1).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText($"hostname={one}").First).ToBeVisibleAsync();
        await admin.ShootAsync($"run-{width}");
        await ShootAsync(admin, "/runs", $"logs-{width}");
        await ShootAsync(admin, "/", $"dashboard-{width}");
        await ShootAsync(admin, "/settings", $"settings-{width}");
        await ShootAsync(admin, "/settings/configuration", $"settings-configuration-{width}");
        await ShootAsync(admin, "/settings/audit", $"settings-audit-{width}");
        await ShootAsync(admin, "/no/such/page", $"not-found-{width}");
    }

    private static async Task ShootAsync(Visitor visitor, string path, string name)
    {
        await visitor.Page.GotoAsync(path);
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visitor.ShootAsync(name);
    }
}
