using MycoPod.Core.Runs;

namespace MycoPod.Web.Approvals;

/// <summary>One declaration under Pending Approvals, folded or with its whole plan.</summary>
public sealed partial class ApprovalEntry
{
    private bool isRejecting;

    private bool IsPending => Row.State == DeclarationState.PendingApproval;

    private bool AwaitsApproval => IsPending || Row.State == DeclarationState.Expired;

    private bool MayReject => IsPending && !Row.IsChangedOutside;

    /// <summary>A decision by someone else ends what was begun here.</summary>
    protected override void OnParametersSet() => isRejecting &= MayReject && View is not null;

    private string NameOf(string person) => person == Reader ? "you" : person;

    private void BeginRejecting() => isRejecting = true;

    private void EndRejecting() => isRejecting = false;
}
