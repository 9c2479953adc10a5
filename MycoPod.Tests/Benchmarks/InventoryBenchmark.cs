using System.Diagnostics;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Reconciler.Execution;
using MycoPod.Tests.Proxmox;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Benchmarks;

/// <summary><c>./dev bench inventory</c>: reading a cluster of 200 guests, beside a bare client that asks for the same.</summary>
public sealed class InventoryBenchmark(ITestOutputHelper output) : SandboxTest
{
    private const int Rounds = 15;

    [Fact(Explicit = true)]
    public async Task Two_hundred_guests()
    {
        LargeCluster.Fill(Server, 200);
        using var connection = LargeCluster.Connect(Server);
        using var bare = new BareCluster(Server, ExecutionTimes.Default);
        ExchangeList exchanges = [];
        var reader = new InventoryReader(new(connection, exchanges), TimeProvider.System);
        List<double> ours = [], yardstick = [];
        for (var round = 0; round < Rounds; round++)
        {
            exchanges.Clear();
            var watch = Stopwatch.StartNew();
            Assert.Equal(200, (await reader.ReadAsync(Token)).Guests.Count);
            ours.Add(watch.Elapsed.TotalMilliseconds);
            yardstick.Add((await bare.ReadAsync(exchanges.Select(e => e.Path).ToList(), ProxmoxConnection.MostReadings)).TotalMilliseconds);
        }

        output.WriteLine($"MycoPod {Median(ours):0} ms, the same {exchanges.Count} requests bare {Median(yardstick):0} ms, ratio {Median(ours) / Median(yardstick):0.00} (medians of {Rounds})");
        Assert.True(Median(ours) < 2000, $"{Median(ours):0} ms");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
