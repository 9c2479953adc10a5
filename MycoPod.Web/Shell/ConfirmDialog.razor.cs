using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using MycoPod.Core.Plans;

namespace MycoPod.Web.Shell;

/// <summary>Asks before something happens. Where something is destroyed it is listed, and a phrase has to be typed.</summary>
public sealed partial class ConfirmDialog
{
    private string typed = "";

    private bool MayConfirm => Destroys?.Phrase is not { } phrase || string.Equals(typed.Trim(), phrase, StringComparison.Ordinal);

    /// <param name="plan">What would be carried out; null where nothing is.</param>
    /// <returns>Whether the person confirmed.</returns>
    public static async Task<bool> AskAsync(IDialogService dialogs, string title, string text, string keepLabel, Plan? plan = null)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { d => d.Title, title }, { d => d.Text, text }, { d => d.KeepLabel, keepLabel } };
        if (plan is not null) parameters.Add(d => d.Destroys, Destruction.Of(plan));
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, options);
        return await dialog.Result is { Canceled: false };
    }

    private void Confirm()
    {
        if (MayConfirm) Dialog?.Close();
    }

    private void ConfirmWithEnter(KeyboardEventArgs key)
    {
        if (key.Key == "Enter") Confirm();
    }

    private void Keep() => Dialog?.Cancel();
}
