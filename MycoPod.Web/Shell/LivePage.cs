using Microsoft.AspNetCore.Components;
using MycoPod.Web.Data;

namespace MycoPod.Web.Shell;

/// <summary>A page that loads, may fail to, and follows what changes until it is left.</summary>
public abstract partial class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private object? followed;
    private bool isReloading;
    private bool isReloadWanted;

    [Inject]
    private ILoggerFactory? Loggers { get; set; }

    protected bool IsLoading { get; private set; } = true;

    protected bool HasFailed { get; private set; }

    protected LivePage() => Leaving = leaving.Token;

    /// <summary>Cancelled when the page is left; usable after that, too.</summary>
    protected CancellationToken Leaving { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || leaving.IsCancellationRequested) return;
        Unfollow();
        leaving.Cancel();
        leaving.Dispose();
    }

    /// <summary>What the address asks for. When it changes, the page, which stays the same to Blazor, begins anew.</summary>
    protected virtual object? Subject => null;

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Begins to follow; called before the first load of each <see cref="Subject"/>, so that nothing falls in between.</summary>
    protected virtual void Follow()
    {
    }

    protected virtual void Unfollow()
    {
    }

    protected override async Task OnInitializedAsync()
    {
        followed = Subject;
        Follow();
        await ReloadAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Equals(followed, Subject)) return;
        followed = Subject;
        Unfollow();
        IsLoading = true;
        Follow();
        await ReloadAsync();
    }

    /// <summary>For events, which arrive on any thread. Several in a row are answered by one more load.</summary>
    protected void WantReload(object? sender, EventArgs e) => _ = InvokeAsync(async () =>
    {
        await ReloadAsync();
        StateHasChanged();
    });

    /// <summary>Follows a stream for as long as the page is open, on the page's own thread, through whatever fails in between.</summary>
    protected void While<T>(Func<CancellationToken, IAsyncEnumerable<T>> stream, Func<T, Task> handle)
    {
        _ = InvokeAsync(async () =>
        {
            try
            {
                await foreach (var item in stream(Leaving))
                {
                    await TakeAsync(item, handle);
                    StateHasChanged();
                }
            }
            catch (OperationCanceledException)
            {
                // The page was left.
            }
        });
    }

    /// <summary>What could not be taken in is read with everything else: now, or with the next item.</summary>
    private async Task TakeAsync<T>(T item, Func<T, Task> handle)
    {
        if (!HasFailed && await TryAsync(() => handle(item))) return;
        HasFailed = true;
        await TryAsync(ReloadAsync);
    }

    private async Task<bool> TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (Loggers is not null) Log.Failed(Loggers.CreateLogger<LivePage>(), GetType().Name, e);
            return false;
        }
    }

    protected async Task ReloadAsync()
    {
        isReloadWanted = true;
        if (isReloading) return;
        isReloading = true;
        try
        {
            while (isReloadWanted && !Leaving.IsCancellationRequested)
            {
                isReloadWanted = false;
                await LoadAsync(Leaving);
            }

            HasFailed = false;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            HasFailed = true;
        }
        finally
        {
            isReloading = false;
            IsLoading = false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Page} could not take in what changed; it reads everything anew")]
        public static partial void Failed(ILogger logger, string page, Exception exception);
    }
}
