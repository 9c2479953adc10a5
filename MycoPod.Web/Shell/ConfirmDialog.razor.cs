using MudBlazor;

namespace MycoPod.Web.Shell;

/// <summary>Asks before something happens.</summary>
public sealed partial class ConfirmDialog
{
    /// <returns>Whether the person confirmed.</returns>
    public static async Task<bool> AskAsync(IDialogService dialogs, string title, string text, string keepLabel)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { d => d.Title, title }, { d => d.Text, text }, { d => d.KeepLabel, keepLabel } };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, options);
        return await dialog.Result is { Canceled: false };
    }

    private void Confirm() => Dialog?.Close();

    private void Keep() => Dialog?.Cancel();
}
