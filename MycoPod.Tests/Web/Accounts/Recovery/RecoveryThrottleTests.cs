using System.Net;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Web.Accounts.Recovery;

namespace MycoPod.Tests.Web.Accounts.Recovery;

public sealed class RecoveryThrottleTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void One_source_may_ask_so_often_in_an_hour_and_another_is_not_held_up()
    {
        var throttle = new RecoveryThrottle(time);
        var source = IPAddress.Parse("192.0.2.1");
        Assert.All(Enumerable.Range(0, RecoveryThrottle.MostPerWindow), _ => Assert.True(throttle.TryTake(source)));
        Assert.False(throttle.TryTake(source));
        Assert.False(throttle.TryTake(source.MapToIPv6()));
        Assert.True(throttle.TryTake(IPAddress.Parse("192.0.2.2")));

        time.Advance(RecoveryThrottle.Window);
        Assert.True(throttle.TryTake(source));
    }

    [Fact]
    public void All_addresses_of_one_IPv6_network_are_one_source()
    {
        var throttle = new RecoveryThrottle(time);
        Assert.All(Enumerable.Range(1, RecoveryThrottle.MostPerWindow), i => Assert.True(throttle.TryTake(IPAddress.Parse($"2001:db8::{i:x}"))));
        Assert.False(throttle.TryTake(IPAddress.Parse("2001:db8::ffff:1")));
        Assert.True(throttle.TryTake(IPAddress.Parse("2001:db8:0:1::1")));
    }
}
