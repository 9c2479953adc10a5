using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Journeys;

/// <summary>A test in a real browser against what <c>./dev up</c> starts. Those of a collection share one instance, so they run one after another.</summary>
[Collection(JourneysCollection.Name)]
public abstract class JourneyTest(DevInstance instance, Chromium chromium) : IAsyncLifetime
{
    private readonly List<Visitor> visitors = [];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected DevInstance Instance => instance;

    /// <summary>Guest names that no other journey uses.</summary>
    protected static string Unique(string name) => $"{name}-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N")[^6..]}";

    public async ValueTask InitializeAsync() => await instance.StartAsync(Token);

    /// <summary>Opens a browser session and signs in.</summary>
    internal async Task<Visitor> SignInAsync(string username, int width = 1280, Uri? through = null)
    {
        var visitor = await OpenAsync(width, through);
        await visitor.SignInAsync(username, instance.PasswordOf(username));
        return visitor;
    }

    /// <param name="through">Another address that leads to Web, or null for its own.</param>
    internal async Task<Visitor> OpenAsync(int width = 1280, Uri? through = null)
    {
        var context = await chromium.OpenAsync(through ?? instance.Url, width);
        context.SetDefaultTimeout(20_000);
        var visitor = new Visitor(await context.NewPageAsync());
        visitors.Add(visitor);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        var hasFailed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var (index, visitor) in visitors.Index())
        {
            if (hasFailed) await visitor.ShootAsync($"failures/{TestContext.Current.TestMethod?.MethodName}-{index}");
            await visitor.Page.Context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Waits until something outside of the browser is so.</summary>
    protected static async Task UntilAsync(Func<Task<bool>> condition, string what, int seconds = 60)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin).TotalSeconds < seconds, $"Not so after {seconds} s: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }
    }
}
