using System.Net;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>
/// Every plan that is shown for the corpus is made of calls that pass the sandbox's check of methods, paths and parameters. What a task makes of them is
/// not looked at: an inventory does not tell of every volume, nor what runs inside of guests.
/// </summary>
public sealed class CorpusOnSandboxTests : IDisposable
{
    private const int LeastCarriedOut = 90;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-corpus-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task The_calls_of_every_plan_pass_the_check_of_their_parameters()
    {
        List<string> refused = [];
        var carriedOut = 0;
        foreach (var (index, line) in CorpusSandbox.Corpus().Index())
        {
            await using var sandbox = await CorpusSandbox.StartAsync(Path.Combine(directory.FullName, $"{index}"), line.GetProperty("inventory").GetString() ?? "");
            if ((await sandbox.PlanAsync(line.GetProperty("text").GetString() ?? "")).Plan is not { } plan) continue;
            carriedOut++;
            refused.AddRange((await sandbox.CarryOutAsync(plan)).Where(c => c.Answer.Status is (int)HttpStatusCode.BadRequest or (int)HttpStatusCode.NotFound or (int)HttpStatusCode.NotImplemented)
                .Select(c => $"{line.GetProperty("id").GetString()}: {c.Call.Note} → {c.Answer.Status} {c.Answer.Reason} {c.Answer.Body}"));
        }

        Assert.True(carriedOut >= LeastCarriedOut, $"Only {carriedOut} plans were carried out.");
        Assert.True(refused.Count == 0, string.Join('\n', refused));
    }
}
