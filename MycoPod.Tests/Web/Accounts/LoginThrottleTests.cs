using Microsoft.Extensions.Time.Testing;
using MycoPod.Web.Accounts;

namespace MycoPod.Tests.Web.Accounts;

public sealed class LoginThrottleTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Two_failures_cost_nothing_and_the_third_costs_two_minutes()
    {
        var throttle = new LoginThrottle(time);
        Fail(throttle, "ada", 2);
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf("ada"));

        Fail(throttle, "ada", 1);
        Assert.Equal(TimeSpan.FromMinutes(2), throttle.WaitOf("ada"));
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf("ben"));
    }

    [Fact]
    public void The_wait_ends_and_counting_begins_anew()
    {
        var throttle = new LoginThrottle(time);
        Fail(throttle, "ada", 3);
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(30), throttle.WaitOf("ada"));

        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf("ada"));
        Fail(throttle, "ada", 1);
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf("ada"));
    }

    [Fact]
    public void Attempts_count_from_their_beginning_so_that_many_at_once_are_three()
    {
        var throttle = new LoginThrottle(time);
        var begun = 0;
        Parallel.For(0, 100, _ =>
        {
            if (throttle.Begin("ada") == TimeSpan.Zero) Interlocked.Increment(ref begun);
        });
        Assert.Equal(LoginThrottle.Attempts, begun);
    }

    [Fact]
    public void An_attempt_without_a_result_is_taken_back()
    {
        var throttle = new LoginThrottle(time);
        Fail(throttle, "ada", 3);
        throttle.TakeBack("ada");
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf("ada"));
    }

    [Fact]
    public void Success_forgets_failures()
    {
        var throttle = new LoginThrottle(time);
        Fail(throttle, "ada", 2);
        throttle.Succeeded("ada");
        Fail(throttle, "ada", 2);
        Assert.Equal(TimeSpan.Zero, throttle.WaitOf("ada"));
    }

    private static void Fail(LoginThrottle throttle, string name, int times)
    {
        for (var i = 0; i < times; i++) Assert.Equal(TimeSpan.Zero, throttle.Begin(name));
    }
}
