using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MycoPod.Web.Declarations;

/// <summary>
/// The text area. Its text lives in the browser, which saves it a second after the last key; binding 100,000 characters to
/// every key stroke would not do.
/// </summary>
public sealed partial class DeclarationEditor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ElementReference area;
    private IJSObjectReference? module;
    private IJSObjectReference? editor;
    private DotNetObjectReference<DeclarationEditor>? self;

    /// <summary>The text as it stands in the browser now; the caller keeps it.</summary>
    /// <remarks>Someone may type and click before the script is there; their text is not to be missed.</remarks>
    public async Task<string> ReadAsync()
    {
        await attached.Task;
        return editor is null ? InitialText : await editor.InvokeAsync<string>("read");
    }

    /// <summary>Puts a text into the area, as if it had been typed.</summary>
    public async Task WriteAsync(string text)
    {
        await attached.Task;
        if (editor is not null) await editor.InvokeVoidAsync("write", text);
    }

    /// <summary>What was read is kept: nothing needs saving until the next key.</summary>
    public async Task MarkSavedAsync()
    {
        if (editor is not null) await editor.InvokeVoidAsync("saved", Draft.Id);
    }

    /// <summary>Ends saving.</summary>
    /// <param name="discard">Forget what the browser keeps as well.</param>
    /// <returns>What was not yet saved, or null.</returns>
    public async Task<string?> EndAsync(bool discard)
    {
        if (editor is not { } ending) return null;
        editor = null;
        return await ending.InvokeAsync<string?>("end", discard);
    }

    /// <returns>The draft that keeps it now, so that the browser keeps its copy under the same name.</returns>
    [JSInvokable]
    public async Task<Guid?> SaveAsync(string text)
    {
        await InvokeAsync(() => OnSave.InvokeAsync(new(Draft, text)));
        return Draft.Id;
    }

    [JSInvokable]
    public Task Touched() => InvokeAsync(() => OnTouched.InvokeAsync(Draft));

    public async ValueTask DisposeAsync()
    {
        attached.TrySetResult();
        try
        {
            if (await EndAsync(discard: false) is { } unsaved) await OnSave.InvokeAsync(new(Draft, unsaved));
            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone; it keeps the text for the next visit.
        }

        self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        while (!await TryAttachAsync()) { }
        attached.TrySetResult();
    }

    /// <summary>An answer that was under way when the connection broke never comes: it is asked for again.</summary>
    private async Task<bool> TryAttachAsync()
    {
        using var patience = new CancellationTokenSource(Patience, Clock);
        try
        {
            module ??= await Js.InvokeAsync<IJSObjectReference>("import", patience.Token, "./js/editor.js");
            editor = await module.InvokeAsync<IJSObjectReference>("attach", patience.Token, area, self, InitialText, Draft.Id);
            return true;
        }
        catch (OperationCanceledException)
        {
            return attached.Task.IsCompleted;
        }
        catch (JSDisconnectedException)
        {
            return true;
        }
    }
}
