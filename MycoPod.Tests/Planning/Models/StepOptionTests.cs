using System.Text.Json.Nodes;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Planning.Models;

namespace MycoPod.Tests.Planning.Models;

/// <summary>What a model may say of a new guest beside what every new guest has to have.</summary>
public sealed class StepOptionTests
{
    private const string Vm = """{"kind":"create-vm","name":"a","node":"pve2","cores":2,"memoryMiB":2048,"diskGiB":10,"storage":"local-lvm","bridge":"vmbr0","agent":true,"startAtBoot":false,"osType":"l26"}""";

    [Fact]
    public async Task Records_are_written_as_lists_of_their_parts()
    {
        var (vm, _) = await ReadAsync<CreateVm>("""
            {"vmid":310,"processor":["type=host","sockets=2","numa=true"],"firmware":["uefi=true","tpm=true"],"machine":["type=q35","display=virtio"],"card":["vlan=30","firewall=true"],
             "disk":["bus=virtio","discard=true"],"startOrder":["order=3"],"tags":["lab","web"],"pool":"lab","protected":true,"balloonMiB":1024,"notes":"For the lab."}
            """);
        Assert.NotNull(vm);
        Assert.Equal(310, vm.Vmid?.Value);
        Assert.Equal(new Processor { Type = "host", Sockets = 2, Numa = true }, vm.Processor);
        Assert.Equal(new Firmware(Uefi: true, SecureBoot: false, Tpm: true), vm.Firmware);
        Assert.Equal(new Machine { Type = "q35", Display = "virtio" }, vm.Machine);
        Assert.Equal(new CardOptions { Vlan = 30, Firewall = true }, vm.Card);
        Assert.Equal(new DiskOptions { Bus = "virtio", Discard = true }, vm.Disk);
        Assert.Equal(3, vm.StartOrder?.Order);
        Assert.Equal(["lab", "web"], vm.Tags ?? []);
        Assert.Equal(("lab", true, 1024, "For the lab."), (vm.Pool, vm.Protected, vm.BalloonMiB, vm.Notes));
    }

    [Fact]
    public async Task Lists_of_records_are_texts_or_objects()
    {
        var (vm, _) = await ReadAsync<CreateVm>("""{"moreDisks":["storage=fast,sizeGiB=20",{"storage":"local-lvm","sizeGiB":5}],"moreCards":["bridge=vmbr1"]}""");
        Assert.Equal([new NewDisk("fast", 20), new NewDisk("local-lvm", 5)], vm?.MoreDisks ?? []);
        Assert.Equal([new NetworkCard("vmbr1", null)], vm?.MoreCards ?? []);
    }

    [Fact]
    public async Task What_is_not_said_is_left_to_the_cluster()
    {
        var (vm, _) = await ReadAsync<CreateVm>("{}");
        Assert.NotNull(vm);
        Assert.Null(vm.Processor ?? (object?)vm.Firmware ?? vm.Machine ?? (object?)vm.Card ?? vm.Disk ?? (object?)vm.MoreDisks ?? vm.Tags);
    }

    [Theory]
    [InlineData("""{"processor":["speed=9"]}""", "processor has no speed: it is \"type=…,sockets=…,numa=…,limit=…\".")]
    [InlineData("""{"processor":["host"]}""", "processor is written as \"type=…,sockets=…,numa=…,limit=…\", each once.")]
    [InlineData("""{"card":["vlan=30","vlan=40"]}""", "card is written as")]
    [InlineData("""{"processor":["sockets=many"]}""", "sockets has to be a whole number.")]
    [InlineData("""{"moreDisks":["sizeGiB=20"]}""", "storage is missing.")]
    [InlineData("""{"seenPool":"x"}""", "create-vm has no seenPool.")]
    public async Task What_no_record_has_is_told(string options, string expected)
    {
        var (_, problem) = await ReadAsync<CreateVm>(options);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_changed_twice_is_told()
    {
        var change = JsonNode.Parse("""{"kind":"configure-guest","guest":"nas","changes":["memory=4096","cores=2"]}""")?.AsObject() ?? [];
        var again = JsonNode.Parse("""{"kind":"configure-guest","guest":"nas","changes":["memory=8192"]}""")?.AsObject() ?? [];
        var other = JsonNode.Parse("""{"kind":"configure-guest","guest":"jellyfin","changes":["memory=8192"]}""")?.AsObject() ?? [];
        var (plan, problems) = await new StepReader(StepCatalogue.All, TestCluster.Snapshot, NoLook.Instance).ReadAsync([change, other, again], TestContext.Current.CancellationToken);
        Assert.Null(plan);
        Assert.Equal("Step 3: memory of nas is changed by step 1 already: change it once, to what it is to be in the end.", Assert.Single(problems).ToString());
    }

    [Fact]
    public void What_code_finds_out_is_no_option() =>
        Assert.DoesNotContain(StepCatalogue.All.Kinds.SelectMany(k => k.Parameters), p => p.Name is "takenAt" || p.Name.StartsWith("seen", StringComparison.Ordinal));

    private static async Task<(T? Step, string Problem)> ReadAsync<T>(string options)
        where T : Step
    {
        var written = JsonNode.Parse(Vm)?.AsObject() ?? [];
        foreach (var (name, value) in JsonNode.Parse(options)?.AsObject() ?? []) written[name] = value?.DeepClone();
        var (plan, problems) = await new StepReader(StepCatalogue.All, TestCluster.Snapshot, NoLook.Instance).ReadAsync([written], TestContext.Current.CancellationToken);
        return (plan?.Steps[0] as T, string.Join(' ', problems.Select(p => p.Text)));
    }

    private sealed class NoLook : IClusterLook
    {
        public static readonly NoLook Instance = new();

        public Task<System.Text.Json.JsonElement?> ReadAsync(string path, CancellationToken cancellationToken) => throw new InvalidOperationException($"{path} is not read for this.");
    }
}
