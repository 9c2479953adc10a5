using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

/// <summary>Storages with a password: the plan names it, the server gets it, and nothing else holds it.</summary>
public sealed class SecretStorageTests(PostgresServer postgres)
{
    private const string Value = "correct horse/battery+staple";

    private static readonly AddStorage Pbs = new(
        "pbs", "pbs", ["backup"], [], [new("server", "192.168.1.30"), new("datastore", "homelab"), new("username", "backup@pbs")], "pbs");

    private static readonly AddStorage Share = new("nas", "cifs", ["iso"], [], [new("server", "192.168.1.40"), new("share", "lab"), new("username", "ada")], "nas");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pbs")]
    [InlineData("nas")]
    public async Task The_password_reaches_the_server_and_stands_nowhere_else(string name)
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        bench.KeepSecret(name, Value);
        var id = await bench.QueueAsync(Plan.Of([name == "pbs" ? Pbs : Share]));
        await bench.CarryOutAsync();

        var run = await bench.ReadRunAsync(id);
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Contains($"password={{secret {name}}}", Assert.Single(run.Steps).Note, StringComparison.Ordinal);
        Assert.Equal(Value, bench.Sandbox.State.Read(cluster => cluster.FindStorage(name)?.Password));
        await using var context = bench.Database.OpenRuns();
        var exchanges = await context.Exchanges.Where(e => e.RunId == id).ToListAsync(Token);
        Assert.Contains(exchanges, e => e.Method == "POST" && e.RequestBody.Contains($"password={SecretMask.Mask}", StringComparison.Ordinal));
        Assert.DoesNotContain("horse", await EverythingAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carried_out_again_nothing_is_sent_even_without_the_secret()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        bench.KeepSecret("pbs", Value);
        await bench.QueueAsync(Plan.Of([Pbs]));
        await bench.CarryOutAsync();
        bench.ForgetSecret("pbs");
        var again = await bench.QueueAsync(Plan.Of([Pbs]));
        await bench.CarryOutAsync();

        Assert.Equal(StepStatus.Unchanged, Assert.Single((await bench.ReadRunAsync(again)).Steps).Status);
        Assert.Equal(["POST /storage"], await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task Without_the_secret_nothing_is_sent_and_what_to_type_is_said()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(Plan.Of([Share with { Name = "first", Source = [.. Share.Source.Where(s => s.Name != "username")], Secret = null }, Pbs]));
        await bench.CarryOutAsync();

        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Errored, "Nothing was changed. Step 2: The Agent has no secret pbs. On its host type mycopod secret set pbs, then preview again."), (run.Status, run.Reason));
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    private static async Task<string> EverythingAsync(ExecutionBench bench)
    {
        await using var context = bench.Database.OpenRuns();
        var tables = await context.Database.SqlQueryRaw<string>(
            "SELECT query_to_xml('SELECT * FROM runs.' || quote_ident(table_name), true, false, '')::text AS \"Value\" FROM information_schema.tables WHERE table_schema = 'runs'").ToListAsync(Token);
        var everything = string.Join('\n', tables);
        Assert.Contains("/storage", everything, StringComparison.Ordinal);
        return everything;
    }
}
