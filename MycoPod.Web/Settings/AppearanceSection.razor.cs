using MycoPod.Web.Accounts;
using MycoPod.Web.Data;

namespace MycoPod.Web.Settings;

/// <summary>Light or dark. The document is loaded anew, as it comes from the server: everything changes at once.</summary>
public sealed partial class AppearanceSection
{
    private string? problem;

    private async Task ChooseAsync(Appearance choice)
    {
        if (Authentication is null) return;
        try
        {
            await Appearances.ChooseAsync((await Authentication).User, choice, CancellationToken.None);
            Navigation.Refresh(forceReload: true);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            problem = "The database did not answer, so nothing was changed. Try again.";
        }
    }
}
