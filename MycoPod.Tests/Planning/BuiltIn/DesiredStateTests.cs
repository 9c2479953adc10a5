namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Requests that say how things are to be: once a plan was carried out on a sandbox, planning again finds nothing to do.</summary>
public sealed class DesiredStateTests : IDisposable
{
    private const int LeastCarriedOut = 12;

    /// <summary>HA stops what it keeps in its own time, after its answer: until then the guest runs.</summary>
    private const string UnderHa = "Make sure that db-prod is not running";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-desired-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task What_was_carried_out_is_not_planned_again()
    {
        List<string> again = [];
        var carriedOut = 0;
        foreach (var (index, line) in CorpusSandbox.Corpus().Concat(CorpusSandbox.Own()).Where(r => r.GetProperty("category").GetString() == "desired-state").Index())
        {
            var (id, text) = (line.GetProperty("id").GetString() ?? "", line.GetProperty("text").GetString() ?? "");
            var (isPlanned, steps) = await SecondAsync($"{index}", text, line.GetProperty("inventory").GetString() ?? "");
            if (isPlanned) carriedOut++;
            if (steps is not null && text != UnderHa) again.Add($"{id} “{text}”: {steps}");
        }

        Assert.True(carriedOut >= LeastCarriedOut, $"Only {carriedOut} plans were carried out.");

        Assert.True(again.Count == 0, string.Join('\n', again));
    }

    /// <returns>What the second plan still has, or null.</returns>
    private async Task<(bool IsPlanned, string? Steps)> SecondAsync(string id, string text, string inventory)
    {
        await using var sandbox = await CorpusSandbox.StartAsync(Path.Combine(directory.FullName, id), inventory);
        if ((await sandbox.PlanAsync(text)).Plan is not { } plan) return (false, null);
        foreach (var (call, answer, end) in await sandbox.CarryOutAsync(plan)) Assert.True(answer.Status == 200 && end is null or "OK", $"{call.Note}: {answer.Status} {answer.Reason} {end}");
        var second = await sandbox.PlanAsync(text);
        return (true, second.IsNothingToDo ? null : string.Join("; ", second.Problems.Concat(second.Plan?.Steps.Select(s => s.Title) ?? [])));
    }
}
