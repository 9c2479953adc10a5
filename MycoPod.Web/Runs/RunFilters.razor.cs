using Microsoft.AspNetCore.Components;

namespace MycoPod.Web.Runs;

/// <summary>What to look for. It asks for a search once someone pauses typing, or at once with Enter.</summary>
public sealed partial class RunFilters
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly (RunGroup Value, string Word)[] Groups =
    [
        (RunGroup.All, "All"),
        (RunGroup.Running, "Running"),
        (RunGroup.Succeeded, "Succeeded"),
        (RunGroup.Errored, "Errored"),
        (RunGroup.Attention, "Needs attention"),
        (RunGroup.Refused, "Refused"),
        (RunGroup.Cancelled, "Cancelled"),
    ];

    private readonly HashSet<RunFilter> asked = [];
    private ElementReference field;
    private CancellationTokenSource typing = new();
    private RunFilter? received;
    private string text = "";
    private RunGroup group;
    private bool isMine;

    /// <summary>Puts the cursor into the search field.</summary>
    public ValueTask FocusAsync() => field.FocusAsync();

    public void Dispose()
    {
        typing.Cancel();
        typing.Dispose();
    }

    /// <summary>Takes over what the address says. What was asked for here comes back later, when someone may have typed on.</summary>
    protected override void OnParametersSet()
    {
        if (received == Filter) return;
        var isOwn = asked.Remove(Filter);
        if (!isOwn && received?.Text != Filter.Text) text = Filter.Text;
        if (!isOwn) (group, isMine) = (Filter.Group, Filter.Author is not null);
        received = Filter;
    }

    private async Task SearchSoonAsync()
    {
        await typing.CancelAsync();
        typing.Dispose();
        typing = new();
        var current = typing.Token;
        try
        {
            await Task.Delay(Pause, Clock, current);
            if (!current.IsCancellationRequested) await SearchAsync();
        }
        catch (OperationCanceledException)
        {
            // Someone types on, or has left.
        }
    }

    private Task SearchAsync()
    {
        var wanted = Filter with { Text = text.Trim(), Group = group, Author = isMine ? Person : null };
        if (wanted == Filter && asked.Count == 0) return Task.CompletedTask;
        asked.Add(wanted);
        return OnChange.InvokeAsync(wanted);
    }
}
