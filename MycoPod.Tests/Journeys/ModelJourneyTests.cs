using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Journeys;

/// <summary>A language model plans, over a real server: it asks, it plans, it hangs, it fails; and a policy forbids.</summary>
public sealed class ModelJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    private const string Key = "sk-journey-5f0c6d7e8a9b";
    private const string Question = """{"outcome":"questions","questions":[{"text":"Which wiki is meant?","answers":["old-wiki","a new one"]}]}""";
    private const string Start = """{"outcome":"plan","assumptions":["It may use the network."],"steps":[{"kind":"start-guest","guest":"old-wiki"}]}""";

    [Fact]
    public async Task What_a_model_asks_plans_and_fails_at_is_shown()
    {
        await using var server = await ModelServer.StartAsync((ModelReply[])[new("Yes."), new(Question), new(Start), new() { Hangs = true }]);
        var admin = await SignInAsync("admin");
        await SetModelAsync(admin, JsonSerializer.Serialize(new { provider = "openai-compatible", model = "model-1", apiKey = Key, endpoint = new Uri(server.Address, "v1"), timeoutSeconds = 30 }));
        try
        {
            await ExpectQuestionAndPlanAsync(admin);
            await ExpectCancelAsync(admin, server);
            await ExpectFailureAsync(admin);
            await SetModelAsync(admin, """{"provider":"built-in"}""");
            await admin.PreviewAsync("Start old-wiki.");
            await Assertions.Expect(admin.Text("by built-in")).ToBeVisibleAsync();
        }
        finally
        {
            // Whatever failed above, the journeys that follow plan with the built-in planner.
            File.Delete(Path.Combine(Instance.Home, "agent", "credentials", "language-model.json"));
        }
    }

    [Fact]
    public async Task What_the_policy_forbids_is_named_with_its_rule_and_line()
    {
        var file = Path.Combine(Instance.Home, "agent", "credentials", "policy.yaml");
        var before = await File.ReadAllTextAsync(file, Token);
        var admin = await SignInAsync("admin");
        await File.WriteAllTextAsync(file, "version: 1\nkinds: { allow: [\"*\"] }\nprotected:\n  names: [old-wiki]\n", Token);
        try
        {
            await admin.WriteAsync("Delete old-wiki.");
            await admin.Button("Preview").ClickAsync();
            await Assertions.Expect(admin.Text("protected.names")).ToBeVisibleAsync();
            await Assertions.Expect(admin.Text("policy.yaml, line 4")).ToBeVisibleAsync();
            await Axe.LookAtBothWidthsAsync(admin, "policy-refused");
        }
        finally
        {
            await File.WriteAllTextAsync(file, before, Token);
        }
    }

    private static async Task ExpectQuestionAndPlanAsync(Visitor admin)
    {
        await admin.WriteAsync("Start the wiki.");
        await admin.Button("Preview").ClickAsync();
        await Assertions.Expect(admin.Text("Which wiki is meant? Possible: old-wiki, a new one.")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(admin, "model-asks");
        await admin.Declaration.FillAsync("Start the wiki called old-wiki.");
        await admin.Button("Preview again").ClickAsync();
        await Assertions.Expect(admin.Page.GetByTestId("plan")).ToContainTextAsync("Start old-wiki");
        await Assertions.Expect(admin.Text("by openai-compatible model-1")).ToBeVisibleAsync();
        await admin.Text("How it was planned").ClickAsync();
        await Assertions.Expect(admin.Text($"{ModelServer.TokensIn} in, {ModelServer.TokensOut} out")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(admin, "model-planned");
        Assert.DoesNotContain(Key, await admin.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task ExpectCancelAsync(Visitor admin, ModelServer server)
    {
        await admin.Button("Preview again").ClickAsync();
        await server.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        await admin.Button("Cancel").ClickAsync();
        await Assertions.Expect(admin.Button("Preview again")).ToBeEnabledAsync();
        await Assertions.Expect(admin.Declaration).ToHaveValueAsync("Start the wiki called old-wiki.");
        await server.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    private static async Task ExpectFailureAsync(Visitor admin)
    {
        const string text = "Start old-wiki, please.";
        await admin.WriteAsync(text);
        await admin.Button("Preview").ClickAsync();
        var notice = admin.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The natural language service is unavailable" });
        await Assertions.Expect(notice).ToContainTextAsync("the provider has a problem of its own (500)", new() { Timeout = 30_000 });
        await Assertions.Expect(notice).ToContainTextAsync(new Regex("[Tt]ry again|[Pp]review again"));
        await Assertions.Expect(admin.Declaration).ToHaveValueAsync(text);
        await Axe.LookAtBothWidthsAsync(admin, "model-unavailable");
    }

    private static async Task SetModelAsync(Visitor admin, string file)
    {
        await admin.Page.GotoAsync("/settings/configuration");
        await admin.PickFileAsync("LLM Configuration", file);
        await admin.Button("Save").Last.ClickAsync();
        await Assertions.Expect(admin.Page.GetByText(new Regex("^LLM Configuration saved"))).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }
}
