using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using MycoPod.Core.Runs;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;
using MycoPod.Web.Shell;

namespace MycoPod.Web.Orders;

/// <summary>What the reader may want of a run: <c>Retry</c>, <c>Cancel</c>, and what to make of a step whose outcome nobody can tell.</summary>
public sealed partial class RunActions : IDisposable
{
    private (Guid Id, int Attempt, RunStatus Status)? asked;
    private ClaimsPrincipal reader = new();
    private RetryRequest? request;
    private string? problem;
    private bool isWorking;

    private bool IsAdmin => reader.IsInRole(Roles.Admin);

    private bool IsAuthor => string.Equals(reader.Identity?.Name, Run.Author, StringComparison.OrdinalIgnoreCase);

    private bool IsUnclear => Run.Status == RunStatus.NeedsAttention;

    /// <summary>A run that was cancelled to finish its task can still have it stopped.</summary>
    private bool MayCancel => Run.IsLive && (IsAdmin || IsAuthor) && (Run.CancelledBy is null || !Run.StopsTask);

    protected override async Task OnInitializedAsync()
    {
        Requests.Changed += Refresh;
        if (Authentication is not null) reader = (await Authentication).User;
    }

    protected override async Task OnParametersSetAsync()
    {
        var now = (Run.Id, Run.Attempt, Run.Status);
        if (asked == now) return;
        (asked, problem) = (now, null);
        await LoadAsync();
    }

    public void Dispose() => Requests.Changed -= Refresh;

    private async Task LoadAsync()
    {
        try
        {
            request = Run.MayBeTakenUp ? await Requests.FindAsync(Run, CancellationToken.None) : null;
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            // Whether it was requested is no reason to fail; the page itself tells when the database is away.
        }
    }

    private void Refresh(object? sender, EventArgs e) => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });

    private Task RetryAsync() => WorkAsync(() => Orders.RetryAsync(reader, Run.Id, CancellationToken.None));

    private async Task TakeAsDoneAsync()
    {
        var isSure = await ConfirmDialog.AskAsync(
            Dialogs, "It was done", "Nobody could tell whether this step was carried out. If you have looked and it was, the run goes on with the next step. If it was not, use Retry: the step is looked at again, and done where its effect is missing.", "Keep looking");
        if (isSure) await WorkAsync(() => Orders.TakeAsDoneAsync(reader, Run.Id, CancellationToken.None));
    }

    private async Task CancelAsync()
    {
        if (await CancelRunDialog.AskAsync(Dialogs, Run) is { } stopsTask) await WorkAsync(() => Orders.CancelAsync(reader, Run.Id, stopsTask, CancellationToken.None));
    }

    private async Task WorkAsync(Func<Task<OrderOutcome>> work)
    {
        isWorking = true;
        try
        {
            problem = (await work()).Problem;
        }
        finally
        {
            isWorking = false;
        }
    }
}
