using Microsoft.AspNetCore.Components;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>What to look for. It asks for a search once someone pauses typing, or at once with Enter.</summary>
public sealed partial class RunFilters
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly (RunStatus? Value, string Word)[] Statuses =
    [
        (null, "All"),
        (RunStatus.Queued, "Queued"),
        (RunStatus.Running, "Running"),
        (RunStatus.Succeeded, "Succeeded"),
        (RunStatus.Errored, "Errored"),
        (RunStatus.NeedsAttention, "Needs attention"),
        (RunStatus.Refused, "Refused"),
        (RunStatus.Expired, "Expired"),
        (RunStatus.Cancelled, "Cancelled"),
    ];

    private readonly HashSet<RunFilter> asked = [];
    private ElementReference field;
    private readonly CancellationTokenSource leaving = new();
    private int keystrokes;
    private RunFilter? received;
    private string text = "";
    private RunStatus? status;
    private bool isMine;

    /// <summary>Puts the cursor into the search field.</summary>
    public ValueTask FocusAsync() => field.FocusAsync();

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    /// <summary>Takes over what the address says. What was asked for here comes back later, when someone may have typed on.</summary>
    protected override void OnParametersSet()
    {
        if (received == Filter) return;
        var isOwn = asked.Remove(Filter);
        if (!isOwn && received?.Text != Filter.Text) text = Filter.Text;
        if (!isOwn) (status, isMine) = (Filter.Status, Filter.Author is not null);
        received = Filter;
    }

    private async Task SearchSoonAsync()
    {
        var current = ++keystrokes;
        if (leaving.IsCancellationRequested) return;
        try
        {
            await Task.Delay(Pause, Clock, leaving.Token);
            if (current == keystrokes) await SearchAsync();
        }
        catch (OperationCanceledException)
        {
            // The person has left.
        }
    }

    private Task SearchAsync()
    {
        var wanted = Filter with { Text = text.Trim(), Status = status, Author = isMine ? Person : null };
        if (wanted == Filter && asked.Count == 0) return Task.CompletedTask;
        asked.Add(wanted);
        return OnChange.InvokeAsync(wanted);
    }
}
