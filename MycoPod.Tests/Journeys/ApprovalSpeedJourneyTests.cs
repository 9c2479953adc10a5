using System.Text.Json;
using Npgsql;

namespace MycoPod.Tests.Journeys;

/// <summary>What an Admin approves is begun at once: Web wakes the Agent.</summary>
public sealed class ApprovalSpeedJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task From_the_click_to_the_first_call_it_takes_less_than_a_second()
    {
        var admin = await SignInAsync("admin");
        List<TimeSpan> took = [];
        for (var round = 0; round < 3; round++)
        {
            var name = Unique("quick");
            await admin.PreviewAsync($"Create an Alpine container named {name} with one core and 512 MB of memory.");
            await admin.Button("Commit and Apply").ClickAsync();
            var begin = TimeProvider.System.GetUtcNow();
            await admin.ConfirmAsync();
            DateTimeOffset? sent = null;
            await UntilAsync(async () => (sent = await FindFirstCallAsync(name)) is not null, "the first call is on record");
            took.Add(sent!.Value - begin);
            await admin.Link("View Status").ClickAsync();
            await admin.ExpectRunAsync("succeeded");
        }

        TestContext.Current.SendDiagnosticMessage($"From the click to the first call: {string.Join(", ", took.Select(t => $"{t.TotalMilliseconds:0} ms"))}");
        Assert.True(took.Order().ElementAt(1) < Promised, $"The median is {took.Order().ElementAt(1).TotalMilliseconds:0} ms.");
    }

    private async Task<DateTimeOffset?> FindFirstCallAsync(string name)
    {
        using var agent = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Instance.Home, "agent.json"), Token));
        await using var connection = new NpgsqlConnection(agent.RootElement.GetProperty("connection").GetString());
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand("SELECT min(e.started_at) FROM runs.exchanges e JOIN runs.runs r ON r.id = e.run_id WHERE r.title LIKE '%' || $1 || '%'", connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(Token) is DateTime instant ? new DateTimeOffset(instant) : null;
    }
}
