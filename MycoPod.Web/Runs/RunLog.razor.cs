using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;
using MycoPod.Core.Runs;
using MycoPod.Web.Data;
using MycoPod.Web.Shell;

namespace MycoPod.Web.Runs;

/// <summary>The log of a run. It keeps only the lines that are in view, and reads others as they come into it.</summary>
public sealed partial class RunLog
{
    /// <summary>In pixels, as the style sheet and the script have it.</summary>
    private const int LineHeight = 24;

    private ElementReference log;
    private Virtualize<RunEvent>? rows;
    private IJSObjectReference? module;
    private IJSObjectReference? viewer;
    private DotNetObjectReference<RunLog>? self;
    private Guid shownRun;
    private long shownCount;
    private long? target;
    private bool isTargetShown;
    private bool wasLive;
    private bool follows;
    private bool isFollowing;
    private bool hasFailed;
    private bool isAttaching;
    private bool isDisposed;

    /// <summary>Someone scrolled up.</summary>
    [JSInvokable]
    public Task StopFollowing() => InvokeAsync(() =>
    {
        follows = isFollowing = false;
        StateHasChanged();
    });

    public async ValueTask DisposeAsync()
    {
        isDisposed = true;
        try
        {
            if (viewer is not null) await viewer.InvokeVoidAsync("end");
            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and what it showed with it.
        }

        self?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Line != target)
        {
            target = Line;
            isTargetShown = false;
            if (target is not null) follows = false;
        }

        if (shownRun != Run.Id || wasLive != Run.IsLive) follows = Run.IsLive && Line is null;
        wasLive = Run.IsLive;
        if (shownRun == Run.Id && shownCount == Run.LineCount) return;
        (shownRun, shownCount) = (Run.Id, Run.LineCount);
        await RefreshAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (viewer is null && !isAttaching) await AttachAsync();
            if (viewer is not null) await ShowAsync(viewer);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or TaskCanceledException)
        {
            // The browser is away for a while, or slow: the lines are there, and what else it is to do is said with the next rendering.
            isAttaching = false;
        }
    }

    private async Task AttachAsync()
    {
        isAttaching = true;
        self ??= DotNetObjectReference.Create(this);
        module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./js/log.js");
        if (isDisposed) await module.DisposeAsync();
        else viewer = await module.InvokeAsync<IJSObjectReference>("attach", log, self, LineHeight);
    }

    private async Task ShowAsync(IJSObjectReference shown)
    {
        if (isFollowing != follows)
        {
            var wanted = follows;
            await shown.InvokeVoidAsync("follow", wanted);
            isFollowing = wanted;
        }

        if (isTargetShown || target is not { } line || line > Run.LineCount) return;
        isTargetShown = true;
        await shown.InvokeVoidAsync("reveal", Math.Max(1, line - Run.RemovedLines));
    }

    private async Task RefreshAsync()
    {
        hasFailed = false;
        if (rows is not null) await rows.RefreshDataAsync();
    }

    private async ValueTask<ItemsProviderResult<RunEvent>> ReadAsync(ItemsProviderRequest request)
    {
        var (run, removed) = (Run.Id, Run.RemovedLines);
        var count = Run.LineCount - removed;
        try
        {
            var wanted = (int)Math.Min(request.Count, Math.Max(0, count - request.StartIndex));
            var lines = await Lines.ReadAsync(run, removed + request.StartIndex, wanted, request.CancellationToken);
            return new(lines, (int)Math.Min(count, int.MaxValue));
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            hasFailed = true;
            _ = InvokeAsync(StateHasChanged);
            return new([], (int)Math.Min(count, int.MaxValue));
        }
    }

    private void ToggleFollow() => follows = !follows;

    private async Task JumpToEndAsync()
    {
        follows = Run.IsLive;
        if (viewer is not null) await viewer.InvokeVoidAsync("toEnd");
    }

    private static string Count(long lines) => lines == 1 ? "1 line" : string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines");

    private string Seconds(DateTimeOffset at) => LocalTime.Clock(at, Zone)[..^4];

    private string Fraction(DateTimeOffset at) => LocalTime.Clock(at, Zone)[^4..];
}
