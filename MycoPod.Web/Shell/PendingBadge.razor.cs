using System.Data.Common;

namespace MycoPod.Web.Shell;

/// <summary>How many declarations and retries wait for an Admin, live.</summary>
public sealed partial class PendingBadge
{
    private readonly CancellationTokenSource leaving = new();
    private int count;

    protected override Task OnInitializedAsync()
    {
        Index.Changed += Refresh;
        Retries.Changed += Refresh;
        return CountAsync();
    }

    public void Dispose()
    {
        Index.Changed -= Refresh;
        Retries.Changed -= Refresh;
        leaving.Cancel();
        leaving.Dispose();
    }

    private void Refresh(object? sender, EventArgs e) => _ = InvokeAsync(async () =>
    {
        await CountAsync();
        StateHasChanged();
    });

    private async Task CountAsync()
    {
        try
        {
            if (!leaving.IsCancellationRequested) count = await Query.CountPendingAsync(leaving.Token) + (await Retries.OpenAsync(leaving.Token)).Count;
        }
        catch (Exception e) when (e is DbException or OperationCanceledException)
        {
            // A number in a corner is not worth a message; the page itself tells when the database is away.
        }
    }
}
