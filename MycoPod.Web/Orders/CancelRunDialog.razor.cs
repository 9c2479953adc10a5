using MudBlazor;
using MycoPod.Web.Runs;

namespace MycoPod.Web.Orders;

/// <summary>Asks what becomes of the task under way when a run is cancelled.</summary>
public sealed partial class CancelRunDialog
{
    /// <returns>Whether the task is stopped; null where the run is kept.</returns>
    public static async Task<bool?> AskAsync(IDialogService dialogs, RunRow run)
    {
        var parameters = new DialogParameters<CancelRunDialog> { { d => d.Run, run } };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await dialogs.ShowAsync<CancelRunDialog>("Cancel", parameters, options);
        return await dialog.Result is { Canceled: false, Data: bool stopsTask } ? stopsTask : null;
    }

    private void Choose(bool stopsTask) => Dialog?.Close(DialogResult.Ok(stopsTask));

    private void Keep() => Dialog?.Cancel();
}
