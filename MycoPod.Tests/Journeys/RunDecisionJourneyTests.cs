using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>What people decide about runs after their approval, in a real browser: Retry for both roles, Cancel, Pause, and what needs attention.</summary>
public sealed class RunDecisionJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task A_Users_retry_waits_for_an_Admin_and_the_run_goes_on_from_the_step_that_failed()
    {
        var name = Unique("again");
        var user = await SignInAsync("user");
        var admin = await SignInAsync("admin");
        await Instance.Sandbox.SetFaultAsync("""{"kind":"task-error","type":"vzstart","message":"no such bridge"}""");
        await user.PreviewAsync($"Create a Debian container named {name} and start it.");
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Button("View Status")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await admin.Page.GotoAsync("/approvals");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await admin.Button("Approve").ClickAsync();
        await admin.ConfirmAsync();
        await user.Button("View Status").ClickAsync();
        await user.ExpectRunAsync("errored");
        await Assertions.Expect(user.Page.GetByTestId("run-reason")).ToContainTextAsync("Step 2: The task vzstart failed: no such bridge");

        await user.Button("Retry").ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("retry-requested")).ToHaveTextAsync("Retry requested");
        var request = admin.Page.GetByRole(AriaRole.Region, new() { Name = "Retry of Create a Debian container named " + name });
        await Assertions.Expect(request).ToContainTextAsync("requested by user");
        await Axe.LookAsync(admin, "retry-requested-1280");
        await request.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("retry-requested")).ToHaveTextAsync("Retry declined");
        await Axe.LookAtBothWidthsAsync(user, "retry-declined");
        await user.Button("Retry").ClickAsync();
        await request.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Assertions.Expect(request).ToHaveCountAsync(0);
        await user.ExpectRunAsync("succeeded");
        await user.ExpectStepAsync(1, "unchanged");
        await user.ExpectStepAsync(2, "succeeded");
        Assert.Single(await Instance.Sandbox.ReadCreatedAsync(), c => c == name);
    }

    [Fact]
    public async Task While_it_is_paused_runs_wait_and_one_that_is_cancelled_lists_what_was_done()
    {
        var (one, two, three) = (Unique("rest-a"), Unique("rest-b"), Unique("rest-c"));
        var admin = await SignInAsync("admin");
        await admin.Page.GotoAsync("/runs");
        await admin.Button("Pause").ClickAsync();
        await admin.ConfirmAsync();
        await Assertions.Expect(admin.Page.GetByTestId("paused")).ToContainTextAsync("Reconciling is paused by admin");
        var user = await SignInAsync("user", width: 390);
        await Assertions.Expect(user.Page.GetByTestId("paused")).ToBeVisibleAsync();
        await Assertions.Expect(user.Button("Resume")).ToHaveCountAsync(0);
        try
        {
            var before = await Instance.ReadPidAsync("agent");
            await Instance.SignalAsync("agent", "KILL");
            await UntilAsync(async () => await Instance.ReadPidAsync("agent") != before, "the Agent is started again");
            await Assertions.Expect(admin.Page.GetByTestId("agent-state")).ToContainTextAsync("Agent connected · paused", new() { Timeout = 30_000 });
            await admin.ApplyAsync($"Create three Debian containers named {one}, {two} and {three} and start them.");
            await admin.ExpectRunAsync("queued");
            await Axe.LookAsync(admin, "paused-1280");
            await admin.Button("Cancel").ClickAsync();
            await Assertions.Expect(admin.Button("Keep running")).ToBeVisibleAsync();
            await Axe.LookAsync(admin, "cancel-run-1280");
            await admin.Button("Keep running").ClickAsync();
            Assert.DoesNotContain(one, await Instance.Sandbox.ReadCreatedAsync());
        }
        finally
        {
            await admin.Page.GotoAsync("/runs");
            await admin.Button("Resume").ClickAsync();
        }

        await Assertions.Expect(admin.Page.GetByTestId("paused")).ToHaveCountAsync(0);
        await admin.ExpectStepAsync(1, "running");
        await admin.Button("Cancel").ClickAsync();
        await admin.Button("Finish the task").ClickAsync();
        await admin.ExpectRunAsync("cancelled");
        await Assertions.Expect(admin.Page.GetByTestId("run-reason").First).ToContainTextAsync("Cancelled by admin. Done: step");
        await admin.ExpectStepAsync(6, "cancelled");
        Assert.DoesNotContain(three, await Instance.Sandbox.ReadCreatedAsync());
    }

    [Fact]
    public async Task A_step_nobody_can_tell_of_waits_for_a_person()
    {
        var admin = await SignInAsync("admin");
        await Instance.Sandbox.SetFaultAsync("""{"method":"POST","path":"/nodes/{node}/vzdump","kind":"drop-before"}""");
        await admin.ApplyAsync("Back up pihole.");
        await admin.ExpectRunAsync("needsattention", seconds: 90);
        await Assertions.Expect(admin.Page.GetByTestId("run-reason")).ToContainTextAsync("Whether it was carried out cannot be looked up");
        await Axe.LookAsync(admin, "needs-attention-1280");
        await admin.Button("It was done").ClickAsync();
        await admin.ConfirmAsync();
        await admin.ExpectRunAsync("succeeded");
        await Assertions.Expect(admin.Step(1)).ToContainTextAsync("Taken as done by admin");
    }

    [Fact]
    public async Task A_rewritten_history_is_shown_and_carries_nothing_out_until_an_Admin_accepts_it()
    {
        var admin = await SignInAsync("admin");
        await admin.ApplyAsync($"Create a Debian container named {Unique("before")}.");
        await admin.ExpectRunAsync("succeeded");
        using var work = await Instance.CloneAsync();
        await work.GitAsync("-c", "user.name=m", "-c", "user.email=m@example.org", "commit", "--quiet", "--amend", "--message", "Told otherwise");
        await work.GitAsync("push", "--quiet", "--force", "origin", "HEAD:main");
        await admin.Page.GotoAsync("/");
        var notice = admin.Page.GetByTestId("rewritten");
        await Assertions.Expect(notice).ToContainTextAsync("The history of the declarations repository was rewritten", new() { Timeout = 60_000 });
        await Axe.LookAsync(admin, "rewritten-1280");
        await admin.Button("Accept this history").ClickAsync();
        await admin.ConfirmAsync();
        await Assertions.Expect(notice).ToHaveCountAsync(0);
        var after = Unique("after");
        await admin.ApplyAsync($"Create a Debian container named {after}.");
        await admin.ExpectRunAsync("succeeded");
        Assert.Single(await Instance.Sandbox.ReadCreatedAsync(), c => c == after);
    }
}
