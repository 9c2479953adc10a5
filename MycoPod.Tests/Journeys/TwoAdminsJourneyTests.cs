using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>Two Admins have the same pending declaration open.</summary>
public sealed class TwoAdminsJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task Of_two_who_approve_at_the_same_moment_one_does_and_the_other_is_told()
    {
        var name = await SubmitAsync("twice");
        Visitor[] admins = [await OpenEntryAsync(name), await OpenEntryAsync(name)];
        foreach (var admin in admins)
        {
            await Entry(admin, name).GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        }

        await Task.WhenAll(admins.Select(a => a.ConfirmAsync()));
        foreach (var admin in admins) await Assertions.Expect(Entry(admin, name)).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        var told = await Task.WhenAll(admins.Select(a => a.Page.GetByText(new Regex("is approved: the reconciliation starts now|Already decided|has decided meanwhile")).First.InnerTextAsync()));
        Assert.Single(told, t => t.Contains("is approved", StringComparison.Ordinal));
        var late = admins[told[0].Contains("is approved", StringComparison.Ordinal) ? 1 : 0];
        await Axe.LookAtBothWidthsAsync(late, "approved-by-another");
        await UntilAsync(async () => (await Instance.Sandbox.FindGuestsAsync(name)).Count == 1, $"one container named {name}");
        await admins[0].Page.GotoAsync("/runs");
        await Assertions.Expect(admins[0].Text(name).First).ToBeVisibleAsync();
        await admins[0].Page.GetByRole(AriaRole.Searchbox).Or(admins[0].Page.GetByLabel("Search")).First.FillAsync(name);
        await Assertions.Expect(admins[0].Page.GetByTestId("run-status")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Who_is_writing_a_rejection_when_another_approves_is_told_and_nothing_is_rejected()
    {
        var name = await SubmitAsync("slow");
        var (writer, approver) = (await OpenEntryAsync(name), await OpenEntryAsync(name));
        await Entry(writer, name).GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Entry(writer, name).GetByLabel("Explain the needed edits").FillAsync("Which node?");
        await Entry(approver, name).GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await approver.ConfirmAsync();
        await Assertions.Expect(Entry(writer, name)).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Assertions.Expect(writer.Text("was open here; its author or another Admin has decided meanwhile.")).ToBeVisibleAsync();
        await writer.Link("See what became of it").ClickAsync();
        await Assertions.Expect(writer.Page.GetByTestId("history")).ToContainTextAsync("approved by admin");
    }

    private async Task<string> SubmitAsync(string start)
    {
        var name = Unique(start);
        var user = await SignInAsync("user");
        await user.PreviewAsync($"Create an Alpine container named {name}.");
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();
        return name;
    }

    private async Task<Visitor> OpenEntryAsync(string name)
    {
        var admin = await SignInAsync("admin");
        await admin.Link("Pending Approvals").First.ClickAsync();
        await Entry(admin, name).GetByRole(AriaRole.Button).First.ClickAsync();
        return admin;
    }

    private static ILocator Entry(Visitor admin, string name) => admin.Page.GetByTestId(new Regex("^pending-[0-9a-f]{8}-")).Filter(new() { HasText = name });
}
