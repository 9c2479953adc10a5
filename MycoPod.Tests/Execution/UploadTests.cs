using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Uploads;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Planning;

namespace MycoPod.Tests.Execution;

/// <summary>Files of the Agent's uploads folder: exactly the one that was seen at planning is sent.</summary>
public sealed class UploadTests(PostgresServer postgres) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-uploads-");

    private static UploadFile Step => Assert.IsType<UploadFile>(StepHarness.Cases[UploadFile.KindName].Step);

    [Fact]
    public async Task Another_file_of_the_name_is_not_sent()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        await bench.LetAgentDoAllAsync();
        bench.ForgetSandboxRequests();
        bench.PutUpload(Step.FileName, "AN image of its own");
        var id = await bench.QueueAsync(Plan.Of([Step]));
        await bench.CarryOutAsync();

        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Contains($"holds no {Step.FileName} of {Step.SizeBytes} bytes", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_file_of_another_size_on_the_storage_is_a_conflict_that_shows_both()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        await bench.LetAgentDoAllAsync();
        bench.PutUpload(Step.FileName, ClusterHarness.UploadContent);
        await bench.QueueAsync(Plan.Of([Step]));
        await bench.CarryOutAsync();
        bench.ForgetSandboxRequests();
        bench.PutUpload(Step.FileName, "longer than the one before");
        var longer = new UploadFolder(bench.UploadsFolder).NamedIn(Step.FileName).Single();
        var id = await bench.QueueAsync(Plan.Of([Step with { SizeBytes = longer.SizeBytes, Sha256 = longer.Sha256 }]));
        await bench.CarryOutAsync();

        Assert.Contains($"with size {ClusterHarness.UploadContent.Length} instead of {longer.SizeBytes}", (await bench.ReadRunAsync(id)).Reason, StringComparison.Ordinal);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public void Only_files_that_the_text_names_are_read_and_no_links()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "named.iso"), "a");
        File.WriteAllText(Path.Combine(folder.FullName, "other.iso"), "b");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "link.iso"), "/etc/passwd");
        var named = Assert.Single(new UploadFolder(folder.FullName).NamedIn("Upload named.iso and link.iso to local"));
        Assert.Equal(new FileToSend("named.iso", 1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"), named);
    }

    [Fact]
    public void The_built_in_planner_sends_what_the_folder_holds_and_knows_no_other_file()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "named.iso"), "a");
        const string text = "Upload named.iso to local on pve1";
        var inventory = TestCluster.Snapshot with { Uploads = new UploadFolder(folder.FullName).NamedIn(text) };
        var step = Assert.Single(Planned.On(inventory, text).Plan?.Steps ?? []);
        Assert.Equal("Upload named.iso (0 MiB) from the Agent's uploads folder to local on pve1", step.Title);
        Assert.Contains("lost.iso", string.Join(' ', Planned.On(inventory, "Upload lost.iso to local on pve1").Problems), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
