using MycoPod.Web.Shell;

namespace MycoPod.Web.Orders;

/// <summary>Lets an Admin rest all reconciling, as for maintenance of the cluster.</summary>
public sealed partial class PauseButton
{
    private string? problem;

    private async Task PauseAsync()
    {
        if (Authentication is null) return;
        var isSure = await ConfirmDialog.AskAsync(
            Dialogs, "Pause reconciling", "The step under way is finished. Then no run and no step is begun, also after a restart, until an Admin resumes. Declarations can be written, previewed and approved meanwhile; they wait.", "Keep going");
        if (isSure) problem = (await Orders.PauseAsync((await Authentication).User, CancellationToken.None)).Problem;
    }
}
