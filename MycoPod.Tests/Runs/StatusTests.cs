using MycoPod.Core.Declarations;
using MycoPod.Core.Runs;

namespace MycoPod.Tests.Runs;

public sealed class StatusTests
{
    [Fact]
    public void Every_run_status_can_be_reached_and_only_waiting_ones_move_by_themselves()
    {
        var all = Enum.GetValues<RunStatus>();
        Assert.All(all.Where(s => s != RunStatus.Queued), to => Assert.Contains(all, from => from.MayBecome(to)));
        Assert.Equal([RunStatus.Queued, RunStatus.Running], all.Where(s => !s.IsFinal()));
        Assert.False(RunStatus.Succeeded.MayBecome(RunStatus.Running));
        Assert.False(RunStatus.Refused.MayBecome(RunStatus.Queued));
    }

    [Fact]
    public void A_step_that_succeeded_is_never_taken_up_again() => Assert.All(
        Enum.GetValues<StepStatus>(),
        to => Assert.False((to != StepStatus.Unchanged && StepStatus.Succeeded.MayBecome(to)) || StepStatus.Unchanged.MayBecome(to)));

    [Theory]
    [InlineData(DeclarationStatus.Ready, null, DeclarationState.Ready)]
    [InlineData(DeclarationStatus.Ready, RunStatus.Queued, DeclarationState.Running)]
    [InlineData(DeclarationStatus.Ready, RunStatus.Succeeded, DeclarationState.Applied)]
    [InlineData(DeclarationStatus.Ready, RunStatus.Errored, DeclarationState.Errored)]
    [InlineData(DeclarationStatus.Ready, RunStatus.NeedsAttention, DeclarationState.NeedsAttention)]
    [InlineData(DeclarationStatus.Ready, RunStatus.Cancelled, DeclarationState.Cancelled)]
    [InlineData(DeclarationStatus.Ready, RunStatus.Refused, DeclarationState.Refused)]
    [InlineData(DeclarationStatus.Ready, RunStatus.Expired, DeclarationState.Expired)]
    [InlineData(DeclarationStatus.PendingApproval, RunStatus.Succeeded, DeclarationState.PendingApproval)]
    [InlineData(DeclarationStatus.Withdrawn, null, DeclarationState.Withdrawn)]
    public void What_is_shown_follows_from_the_decision_and_the_newest_run(DeclarationStatus decided, RunStatus? run, DeclarationState shown) =>
        Assert.Equal(shown, DeclarationStates.Of(decided, run));

    [Fact]
    public void Nothing_becomes_ready_from_withdrawn() => Assert.False(DeclarationStatus.Withdrawn.MayBecome(DeclarationStatus.Ready));

    [Fact]
    public void Every_status_word_reads_back() => Assert.All(
        Enum.GetValues<DeclarationStatus>(), status => Assert.Equal(status, DeclarationStatusWords.Parse(status.Word())));
}
