using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using MycoPod.Core.Declarations;
using MycoPod.Core.Link;
using MycoPod.Core.Plans;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Shell;

namespace MycoPod.Web.Declarations;

/// <summary>Where a text is written, planned and committed. The draft is kept all along.</summary>
public sealed partial class NewDeclaration
{
    private readonly CancellationTokenSource leaving = new();
    private readonly SemaphoreSlim keeping = new(1, 1);
    private DeclarationEditor? editor;
    private ClaimsPrincipal principal = new();
    private Person? person;
    private EditedDraft edited = new(null);
    private Draft? draft;
    private Rejection? rejection;
    private Plan? plan;
    private PlanningRecord? planning;
    private string initialText = "";
    private string title = "";
    private string? problem;
    private string? refusal;
    private string? progress;
    private CancellationTokenSource? previewing;
    private bool isBegunHere;
    private bool isLoaded;
    private bool isMissing;
    private bool isSubmitted;
    private bool isStale;
    private bool isTouched;
    private bool isPlanning;
    private bool isCommitting;
    private bool isAsking;

    private string Heading => draft?.Folder is null ? "New Declaration" : "Edit Declaration";

    private bool IsBusy => isPlanning || isCommitting;

    protected override async Task OnParametersSetAsync()
    {
        if (isLoaded && Id == edited.Id) return;
        if (Authentication is not null) principal = (await Authentication).User;
        person = await People.FindAsync(principal, leaving.Token);
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        leaving.Dispose();
    }

    /// <summary>Until the draft is there, the editor of before stays, with the draft it was opened for.</summary>
    private async Task OpenAsync()
    {
        var asked = Id;
        var found = asked is { } id && person is not null ? await Drafts.FindAsync(id, person.Id, leaving.Token) : null;
        if (asked != Id) return;
        edited = new(asked);
        draft = found;
        isMissing = asked is not null && found is null;
        isSubmitted = isMissing && await Declarations.FindAsync(asked.GetValueOrDefault(), leaving.Token) is not null;
        isBegunHere = asked is null || IsTrue(Begun);
        rejection = found?.Folder is null ? null : (await Declarations.FindAsync(found.Id, leaving.Token))?.Row.Rejection;
        initialText = found?.Text ?? "";
        isTouched = initialText.Length > 0;
        problem = null;
        refusal = null;
        isPlanning = false;
        await ShowAsync();
        isLoaded = true;
    }

    /// <summary>Takes over what the draft holds.</summary>
    private async Task ShowAsync()
    {
        planning = draft?.Preview?.PlanDigest is { } digest ? await Plannings.FindAsync(principal, draft.Id, digest, leaving.Token) : null;
        plan = draft?.Preview?.Plan is { } bytes ? Plan.FromBytes(bytes) : null;
        title = draft is null ? "" : draft.Title ?? DeclarationTitle.From(draft.Text);
        isStale = draft?.Preview is { } preview && preview.TextDigest != DraftPlanning.DigestOf(draft.Text);
    }

    private void MarkStale(EditedDraft touched)
    {
        if (touched != edited) return;
        isStale = draft?.Preview is not null;
        isTouched = true;

        // What was wrong was wrong with the text of then.
        (problem, refusal) = (null, null);
    }

    private Task UseExampleAsync(string sentence) => editor?.WriteAsync(sentence) ?? Task.CompletedTask;

    /// <summary>Keeps the text. The first time makes the draft, and the address becomes the draft's own.</summary>
    private async Task KeepAsync(EditedText kept)
    {
        var (target, text) = kept;
        if (person is null || target.IsEnded) return;
        isTouched = text.Length > 0;
        await keeping.WaitAsync();
        try
        {
            var isNew = target.Id is null;
            if (isNew && text.Length == 0) return;
            target.Id = await Drafts.SaveTextAsync(target.Id, person.Id, text, CancellationToken.None);
            if (target != edited) return;
            if (draft?.Preview is { } preview) isStale = preview.TextDigest != DraftPlanning.DigestOf(Drafts.Keepable(text));
            if (isNew && !leaving.IsCancellationRequested) Navigation.NavigateTo($"/declarations/draft/{target.Id}", replace: true);
        }
        finally
        {
            keeping.Release();
        }
    }

    private async Task PreviewAsync()
    {
        if (editor is null || person is null) return;
        var text = await editor.ReadAsync();
        problem = string.IsNullOrWhiteSpace(text) ? DraftPlanning.Empty : null;
        if (problem is not null) return;

        var target = edited;
        using var ending = previewing = CancellationTokenSource.CreateLinkedTokenSource(leaving.Token);
        isPlanning = true;
        refusal = null;
        progress = null;
        try
        {
            await KeepAsync(new(target, text));
            await editor.MarkSavedAsync();
            if (target.Id is not { } id) return;
            var failure = await Planning.PreviewAsync(id, person.Id, new Progress<string>(ShowProgress), ending.Token);
            var planned = await Drafts.FindAsync(id, person.Id, leaving.Token);
            if (target != edited) return;
            problem = failure;
            draft = planned;
            await ShowAsync();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The person wants no plan any more, or went elsewhere; the draft is kept.
        }
        finally
        {
            previewing = null;
            if (target == edited) isPlanning = false;
        }
    }

    private Task EndPreviewAsync() => previewing?.CancelAsync() ?? Task.CompletedTask;

    private void ShowProgress(string words)
    {
        progress = words;
        StateHasChanged();
    }

    private async Task RenameAsync(ChangeEventArgs change)
    {
        title = change.Value?.ToString() ?? "";
        if (person is null || edited.Id is not { } id) return;
        await Drafts.SaveTitleAsync(id, person.Id, string.IsNullOrWhiteSpace(title) ? null : title, leaving.Token);
        if (string.IsNullOrWhiteSpace(title) && draft is not null) title = DeclarationTitle.From(draft.Text);
    }

    private async Task CommitAsync()
    {
        if (isAsking || editor is null || person is null || edited.Id is not { } id || draft?.Preview is not { PlanDigest: { } planDigest } preview) return;
        if (!await IsMeantAsync(editor)) return;
        isCommitting = true;
        refusal = null;
        try
        {
            var outcome = await Commits.CommitAsync(principal, id, new(preview.TextDigest, planDigest), title, CancellationToken.None);
            refusal = outcome.Problem;
            if (outcome.Commit is not { } commit) return;
            await EndAsync();
            Navigation.NavigateTo(AppliesAtOnce ? $"/approvals?committed={commit}" : $"/declarations/{id}/submitted");
        }
        finally
        {
            isCommitting = false;
        }
    }

    /// <summary>Asks once, however often the button is pressed.</summary>
    private async Task<bool> IsMeantAsync(DeclarationEditor shown)
    {
        isAsking = true;
        try
        {
            await KeepAsync(new(edited, await shown.ReadAsync()));
            return !isStale && await ConfirmDialog.AskAsync(Dialogs, AppliesAtOnce ? "Commit and Apply" : "Submit for Approval", Consequence, "Keep editing", plan);
        }
        finally
        {
            isAsking = false;
        }
    }

    private bool AppliesAtOnce => person is not null && Approvals.AppliesAtOnce(person);

    private string Consequence => AppliesAtOnce
        ? $"This immediately sends the declaration to {Links.Name} and starts the reconciliation process{(Link.Presence?.State?.Pause is null ? "." : ", once it is resumed: it is paused now.")}"
        : $"This pushes the declaration to {Links.Name} and creates a pending approval request.";

    /// <summary>What stood before the edit stands again; a draft begun here is gone, with a moment to undo.</summary>
    private async Task CancelAsync()
    {
        var text = editor is null ? "" : await editor.ReadAsync();
        await EndAsync();
        if (person is not null && edited.Id is { } id)
        {
            if (!isBegunHere) await Drafts.SaveTextAsync(id, person.Id, initialText, CancellationToken.None);
            else await DiscardAsync(id, person.Id, text);
        }

        Navigation.NavigateTo("/");
    }

    private async Task DiscardAsync(Guid id, Guid authorId, string text)
    {
        await Drafts.DeleteAsync(id, authorId, CancellationToken.None);
        if (draft?.Folder is not null && Drafts.Keepable(text) == initialText) return;
        Snackbar.Add(draft?.Folder is null ? "The draft was discarded." : "Your changes were discarded.", Severity.Normal, options =>
        {
            options.Action = "Undo";
            options.OnClick = async _ => Navigation.NavigateTo($"/declarations/draft/{await RestoreAsync(authorId, text)}");
        });
    }

    private async Task<Guid> RestoreAsync(Guid authorId, string text)
    {
        var revised = draft?.Folder is { } folder ? (await Revisions.BeginAsync(principal, folder, CancellationToken.None)).DraftId : null;
        return await Drafts.SaveTextAsync(revised, authorId, text, CancellationToken.None);
    }

    /// <summary>An address may say anything.</summary>
    private static bool IsTrue(string? query) => string.Equals(query, "true", StringComparison.OrdinalIgnoreCase);

    private async Task EndAsync()
    {
        edited.IsEnded = true;
        if (editor is not null) await editor.EndAsync(discard: true);
    }
}
