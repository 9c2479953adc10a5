using MycoPod.Core.Link;
using MycoPod.Core.Plans;

namespace MycoPod.Web.Approvals;

/// <summary>Whether the cluster is still what a plan was made on, as the Agent sees it when the plan is opened.</summary>
public sealed partial class ClusterComparison
{
    private readonly CancellationTokenSource leaving = new();
    private ComparisonResult? result;
    private Plan? looked;

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override Task OnParametersSetAsync() => looked == Plan ? Task.CompletedTask : LookAsync();

    private async Task LookAsync()
    {
        var asked = looked = Plan;
        result = null;
        try
        {
            var answer = await Link.CompareAsync(asked.ToBytes(), leaving.Token);
            if (looked == asked) result = answer;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The plan was closed.
        }
    }
}
