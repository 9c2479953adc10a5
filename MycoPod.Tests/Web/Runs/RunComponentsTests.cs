using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Runs;
using MycoPod.Web.Runs;
using MycoPod.Web.Shell;

namespace MycoPod.Tests.Web.Runs;

public sealed class RunComponentsTests : BunitContext
{
    private static readonly Guid RunId = Guid.Parse("01900000-0000-7000-8000-000000000001");

    public RunComponentsTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(new MinuteTick(TimeProvider.System));
    }

    [Theory]
    [InlineData(StepStatus.Pending, "none", "waiting")]
    [InlineData(StepStatus.Running, "info", "running")]
    [InlineData(StepStatus.Succeeded, "ok", "succeeded")]
    [InlineData(StepStatus.Unchanged, "ok", "unchanged")]
    [InlineData(StepStatus.Failed, "bad", "failed")]
    [InlineData(StepStatus.Skipped, "none", "skipped")]
    public void A_step_has_a_colour_an_icon_and_a_word(StepStatus status, string tone, string word)
    {
        var steps = Render<RunSteps>(p => p.Add(s => s.Steps, [Step(1, status)]));
        var row = steps.Find("[data-testid=step-1]");
        Assert.Equal(status.ToString().ToLowerInvariant(), row.GetAttribute("data-status"));
        Assert.Contains(tone, steps.Find(".dot").ClassList);
        Assert.NotNull(steps.Find(".dot svg"));
        Assert.Equal(word, steps.Find(".word").TextContent);
    }

    [Fact]
    public void The_step_under_way_of_a_run_that_tries_again_is_retrying()
    {
        var steps = Render<RunSteps>(p => p.Add(s => s.Steps, [Step(1, StepStatus.Succeeded), Step(2, StepStatus.Running), Step(3, StepStatus.Pending)]).Add(s => s.IsRetrying, true));
        Assert.Equal(["succeeded", "retrying", "waiting"], steps.FindAll(".word").Select(w => w.TextContent));
        Assert.Equal(["ok", "warn", "none"], steps.FindAll(".word").Select(w => w.ClassList[^1]));
    }

    [Fact]
    public void A_click_on_a_step_asks_for_its_exchanges()
    {
        var asked = 0;
        var steps = Render<RunSteps>(p => p.Add(s => s.Steps, [Step(1, StepStatus.Succeeded), Step(2, StepStatus.Running)]).Add(s => s.OnSelect, number => asked = number));
        steps.Find("[data-testid=step-2] button").Click();
        Assert.Equal(2, asked);
    }

    [Fact]
    public void A_refused_run_shows_why_in_red()
    {
        var card = Render<RunCard>(p => p.Add(c => c.Run, Row(RunStatus.Refused, reason: "The plan was changed after it was approved.")));
        var why = card.Find("[data-testid=run-reason]");
        Assert.Contains("bad", why.ClassList);
        Assert.Equal("Refused: The plan was changed after it was approved.", why.TextContent.Trim());
        Assert.Equal("refused", card.Find("[data-testid=run-status]").GetAttribute("data-status"));
    }

    [Fact]
    public void A_run_that_retries_carries_a_yellow_badge()
    {
        var card = Render<RunCard>(p => p.Add(c => c.Run, Row(RunStatus.Running, warning: "The connection to pve1 was lost.")));
        Assert.Contains("warn", card.Find("[data-testid=run-warning]").ClassList);
        Assert.Equal("Running 1 of 4", card.Find("[data-testid=run-status]").TextContent.Trim());
    }

    [Fact]
    public void An_exchange_is_shown_with_masked_authorization_and_formatted_body()
    {
        var text = ExchangeText.Of(new()
        {
            RunId = RunId,
            StepNumber = 1,
            Node = "pve1",
            Method = "POST",
            Path = "/api2/json/nodes/pve1/lxc",
            RequestBody = "vmid=101\nhostname=web-1",
            StatusCode = 200,
            Reason = "OK",
            ResponseBody = """{"data":"UPID:pve1:1:2:3:vzcreate:101:a@b!c:"}""",
            StartedAt = DateTimeOffset.UnixEpoch,
            DurationMilliseconds = 310,
        });
        Assert.Equal(
            "POST /api2/json/nodes/pve1/lxc\nAuthorization: ••••••\n\nvmid=101\nhostname=web-1\n\n200 OK\n{\n  \"data\": \"UPID:pve1:1:2:3:vzcreate:101:a@b!c:\"\n}",
            text);
    }

    private static RunStep Step(int number, StepStatus status) => new()
    {
        RunId = RunId,
        Number = number,
        Kind = "start-guest",
        Title = "Start web-1",
        Note = "POST /nodes/pve1/lxc/{id of web-1}/status/start",
        Status = status,
        Guest = "web-1",
        Node = "pve1",
    };

    private static RunRow Row(RunStatus status, string? warning = null, string? reason = null) => new(
        RunId, 7, RunId, 1, "Two containers", "ben", "ada", new string('a', 40), status, warning, reason, DateTimeOffset.UnixEpoch, null, null, 4, 1, 0);
}
