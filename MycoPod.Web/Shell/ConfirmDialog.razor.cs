using MudBlazor;

namespace MycoPod.Web.Shell;

/// <summary>Asks before something happens. Where something is destroyed it is listed, and a phrase has to be typed.</summary>
public sealed partial class ConfirmDialog
{
    private string typed = "";

    private bool MayConfirm => Phrase is null || string.Equals(typed.Trim(), Phrase, StringComparison.Ordinal);

    /// <param name="destroyed">What is lost for good, one line each, and the phrase that has to be typed; null where nothing is.</param>
    /// <returns>Whether the person confirmed.</returns>
    public static async Task<bool> AskAsync(IDialogService dialogs, string title, string text, string keepLabel, (IReadOnlyList<string> Lines, string Phrase)? destroyed = null)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { d => d.Title, title }, { d => d.Text, text }, { d => d.KeepLabel, keepLabel } };
        if (destroyed is { } lost)
        {
            parameters.Add(d => d.Destroyed, lost.Lines);
            parameters.Add(d => d.Phrase, lost.Phrase);
        }

        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, options);
        return await dialog.Result is { Canceled: false };
    }

    private void Confirm()
    {
        if (MayConfirm) Dialog?.Close();
    }

    private void Keep() => Dialog?.Cancel();
}
