using System.Data.Common;
using MycoPod.Web.Accounts;

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
        catch (Exception e) when (e is DbException or TimeoutException or InvalidOperationException { InnerException: DbException })
        {
            problem = "The database did not answer, so nothing was changed. Try again.";
        }
    }
}
