using Bunit;
using MycoPod.Core.Runs;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Declarations;

public sealed class StateChipTests : BunitContext
{
    [Theory]
    [InlineData(DeclarationState.PendingApproval, "Pending approval", "warn")]
    [InlineData(DeclarationState.Running, "Running", "info")]
    [InlineData(DeclarationState.Rejected, "Rejected", "bad")]
    [InlineData(DeclarationState.Applied, "Applied", "ok")]
    [InlineData(DeclarationState.Errored, "Errored", "bad")]
    [InlineData(DeclarationState.NeedsAttention, "Needs attention", "warn")]
    [InlineData(DeclarationState.Cancelled, "Cancelled", "none")]
    [InlineData(DeclarationState.Refused, "Refused", "bad")]
    public void A_state_has_a_colour_an_icon_and_a_word(DeclarationState state, string word, string tone)
    {
        var chip = Render<StateChip>(p => p.Add(c => c.State, state)).Find(".chip");
        Assert.Equal(word, chip.TextContent.Trim());
        Assert.Contains(tone, chip.ClassList);
        Assert.NotNull(chip.QuerySelector("svg"));
    }
}
