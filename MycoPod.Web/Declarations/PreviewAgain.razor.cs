using MudBlazor;

namespace MycoPod.Web.Declarations;

/// <summary>The way on after a run that ended: the same text in a new draft, to be planned on the cluster as it is now.</summary>
public sealed partial class PreviewAgain
{
    private bool isWorking;

    private async Task BeginAsync()
    {
        if (Authentication is null) return;
        isWorking = true;
        try
        {
            var start = await Revisions.CopyAsync((await Authentication).User, DeclarationId, CancellationToken.None);
            if (start.DraftId is { } draft) Navigation.NavigateTo($"/declarations/draft/{draft}?begun=true");
            else if (start.Problem is not null) Snackbar.Add(start.Problem, Severity.Error);
        }
        finally
        {
            isWorking = false;
        }
    }
}
