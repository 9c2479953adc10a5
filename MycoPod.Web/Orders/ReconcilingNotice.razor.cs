using System.Security.Claims;
using MycoPod.Core.Link;
using MycoPod.Web.Shell;

namespace MycoPod.Web.Orders;

/// <summary>Why nothing is carried out, where that is so, and what an Admin can do about it; live.</summary>
public sealed partial class ReconcilingNotice
{
    private string? problem;
    private bool isWorking;

    private AgentState? State => Link.Presence?.State;

    private Task ResumeAsync(Pause pause) => WorkAsync(reader => Orders.ResumeAsync(reader, pause, CancellationToken.None));

    private async Task AcceptAsync(RewrittenHistory rewritten)
    {
        var isSure = await ConfirmDialog.AskAsync(
            Dialogs,
            "Accept this history",
            "From now on the Agent reads the repository as it is now. What was carried out is not carried out again. An approval in it starts a run only if it still verifies and was never used.",
            "Keep refusing");
        if (isSure) await WorkAsync(reader => Orders.AcceptAsync(reader, rewritten, CancellationToken.None));
    }

    private async Task WorkAsync(Func<ClaimsPrincipal, Task<OrderOutcome>> work)
    {
        if (Authentication is null) return;
        isWorking = true;
        try
        {
            problem = (await work((await Authentication).User)).Problem;
        }
        finally
        {
            isWorking = false;
        }
    }
}
