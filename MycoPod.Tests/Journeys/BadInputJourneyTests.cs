using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>Wrong input and missing parts: what happened is said, and nothing written is lost.</summary>
public sealed class BadInputJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task A_wrong_password_is_answered_above_the_form()
    {
        var visitor = await OpenAsync();
        await visitor.SignInAsync(Unique("nobody"), "wrong");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The username or password is incorrect.");
        await visitor.ShootAsync("login-1280");
    }

    [Fact]
    public async Task Every_page_asks_for_sign_in()
    {
        var visitor = await OpenAsync();
        foreach (var path in (string[])["/", "/declarations/new", "/approvals", "/runs", "/settings"])
        {
            await visitor.Page.GotoAsync(path);
            await Assertions.Expect(visitor.Button("Log in")).ToBeVisibleAsync();
        }

        foreach (var hub in (string[])["/hubs/agent/negotiate?negotiateVersion=1", "/hubs/runs/negotiate?negotiateVersion=1"])
        {
            var answer = await visitor.Page.APIRequest.PostAsync(new Uri(Instance.Url, hub).ToString(), new() { MaxRedirects = 0 });
            Assert.True(answer.Status is 401 or 302, $"{hub}: {answer.Status}");
        }
    }

    [Fact]
    public async Task A_User_is_kept_away_from_approvals_by_address_too()
    {
        var user = await SignInAsync("user");
        await Assertions.Expect(user.Button("Log out")).ToBeVisibleAsync();
        await user.Page.GotoAsync("/approvals");
        await Assertions.Expect(user.Heading("Pending Approvals")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_empty_declaration_and_one_that_is_not_understood_are_told_so()
    {
        var user = await SignInAsync("user");
        await user.WriteAsync("   ");
        await user.Button("Preview").ClickAsync();
        await Assertions.Expect(user.Text("Write what the cluster should look like, then preview.")).ToBeVisibleAsync();

        await user.WriteAsync("Please reticulate the splines of my cluster.");
        await user.Button("Preview").ClickAsync();
        await Assertions.Expect(user.Text("reticulate").Last).ToBeVisibleAsync();
        await Assertions.Expect(user.Button("Submit for Approval")).ToHaveCountAsync(0);
        await Assertions.Expect(user.Declaration).ToHaveValueAsync("Please reticulate the splines of my cluster.");
    }

    [Fact]
    public async Task A_hundred_thousand_characters_are_kept()
    {
        var text = string.Concat(Enumerable.Repeat("make it so, number one. ", 4_200))[..100_000];
        var user = await SignInAsync("user");
        await user.WriteAsync(text);
        await user.Button("Preview").ClickAsync();
        await Assertions.Expect(user.Text("did not understand").First).ToBeVisibleAsync();
        await user.Page.ReloadAsync();
        await Assertions.Expect(user.Declaration).ToHaveValueAsync(text);
    }

    [Fact]
    public async Task Without_the_repository_nothing_is_half_pushed_and_the_draft_is_kept()
    {
        var name = Unique("unpushed");
        var admin = await SignInAsync("admin");
        await admin.PreviewAsync($"Create a Debian container named {name}.");
        var bare = Path.Combine(Instance.Home, "git", "declarations.git");
        Directory.Move(bare, $"{bare}.away");
        try
        {
            await admin.Button("Commit and Apply").ClickAsync();
            await admin.ConfirmAsync();
            await Assertions.Expect(admin.Text("The declarations repository cannot be reached")).ToBeVisibleAsync();
            await admin.ShootAsync("repository-away-1280");
        }
        finally
        {
            Directory.Move($"{bare}.away", bare);
        }

        // The draft and its plan are still there: the same click works once the repository is back.
        await admin.CommitAsync();
        await admin.Link("View Status").ClickAsync();
        await admin.ExpectRunAsync("succeeded");
        Assert.Single(await Instance.Sandbox.ReadCreatedAsync(), c => c == name);
    }
}
