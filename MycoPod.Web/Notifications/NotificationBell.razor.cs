using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using MycoPod.Core.Declarations;

namespace MycoPod.Web.Notifications;

/// <summary>What the person was told, in every page's header; what comes while the page is open shows for a moment by itself.</summary>
public sealed partial class NotificationBell
{
    private const int Shown = 30;
    private const int ToastLength = 160;

    private readonly CancellationTokenSource leaving = new();
    private IReadOnlyList<Notification> shown = [];
    private Guid recipient;
    private int unread;
    private bool isOpen;

    private string Label => unread switch
    {
        0 => "Notifications",
        1 => "Notifications, 1 unread",
        _ => $"Notifications, {unread} unread",
    };

    public void Dispose()
    {
        Box.Changed -= Follow;
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is null || !Guid.TryParse((await Authentication).User.FindFirstValue(ClaimTypes.NameIdentifier), out recipient)) return;
        Box.Changed += Follow;
        await LoadAsync();
    }

    private void Follow(object? sender, NotificationEvent e)
    {
        if (e.RecipientId != recipient) return;
        _ = InvokeAsync(async () =>
        {
            if (e.Arrived is { } arrived) Toast(arrived);
            await LoadAsync();
            StateHasChanged();
        });
    }

    private void Toast(Notification arrived)
    {
        var words = arrived.Detail is null ? arrived.Text : $"{arrived.Text} {arrived.Detail}";
        Snackbar.Add(ShortText.Of(words, ToastLength), NotificationLook.SeverityOf(arrived.Kind), options =>
        {
            options.Action = "Open";
            options.OnClick = _ => OpenAsync(arrived);
        });
    }

    private async Task LoadAsync()
    {
        try
        {
            if (leaving.IsCancellationRequested) return;
            unread = await Box.CountUnreadAsync(recipient, leaving.Token);
            if (isOpen) shown = await Box.NewestAsync(recipient, Shown, leaving.Token);
        }
        catch (Exception e) when (e is DbException or OperationCanceledException)
        {
            // The page itself tells when the database is away; the next change or opening reads again.
        }
    }

    private async Task ToggleAsync()
    {
        isOpen = !isOpen;
        await LoadAsync();
    }

    private void Close() => isOpen = false;

    private async Task CloseOnEscape(KeyboardEventArgs key)
    {
        if (key.Key != "Escape" || !isOpen) return;
        isOpen = false;
        await Js.InvokeVoidAsync("mycopod.focus", "bell");
    }

    private async Task OpenAsync(Notification item)
    {
        isOpen = false;
        Navigation.NavigateTo(item.Link);
        await Box.MarkReadAsync(recipient, item.Id, CancellationToken.None);
    }

    /// <summary>The button goes once nothing is unread, and must not take the focus with it.</summary>
    private async Task MarkAllAsync()
    {
        await Box.MarkReadAsync(recipient, null, CancellationToken.None);
        await Js.InvokeVoidAsync("mycopod.focus", "bell");
    }
}
