using MudBlazor;
using MycoPod.Web.Data;

namespace MycoPod.Web.Declarations;

/// <summary>What the person has begun, and what came back to them.</summary>
public sealed partial class MyDrafts
{
    private static string NameOf(DraftRow draft) => draft.Title.Length == 0 ? "Untitled" : draft.Title;

    /// <summary>At once, with a moment to undo, as where an edit is cancelled.</summary>
    private async Task DiscardAsync(Guid id)
    {
        try
        {
            if (Authentication is null || await People.FindAsync((await Authentication).User, CancellationToken.None) is not { } person) return;
            if (await All.FindAsync(id, person.Id, CancellationToken.None) is not { } draft) return;
            await All.DeleteAsync(id, person.Id, CancellationToken.None);
            Snackbar.Add("The draft was discarded.", Severity.Normal, options =>
            {
                options.Action = "Undo";
                options.OnClick = _ => InvokeAsync(() => UndoAsync(draft));
            });
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            Snackbar.Add(DatabaseFailure.NothingChanged, Severity.Error);
        }

        await OnChanged.InvokeAsync();
    }

    private async Task UndoAsync(Draft draft)
    {
        try
        {
            await All.RestoreAsync(draft, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            Snackbar.Add("The database does not answer, so the draft is not back yet. Try again in a moment.", Severity.Error, options =>
            {
                options.Action = "Undo";
                options.OnClick = _ => InvokeAsync(() => UndoAsync(draft));
            });
        }

        await OnChanged.InvokeAsync();
    }
}
