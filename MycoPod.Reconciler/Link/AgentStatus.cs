using MycoPod.Core.Inventory;
using MycoPod.Core.Link;
using MycoPod.Reconciler.Execution;

namespace MycoPod.Reconciler.Link;

/// <summary>How the Agent sees its surroundings; the link reports every change to Web.</summary>
internal sealed class AgentStatus
{
    private readonly Lock gate = new();
    private AgentState current = new(HasCredentials: false, ClusterName: null, ClusterVersion: null, ClusterProblem: null, RepositoryProblem: null);

    public AgentStatus(PauseSwitch pauses)
    {
        current = current with { Pause = pauses.Current };
        pauses.Changed += () => Set(state => state with { Pause = pauses.Current });
    }

    /// <summary>Raised after a change, on the thread that made it.</summary>
    public event Action? Changed;

    public AgentState Current
    {
        get
        {
            lock (gate) return current;
        }
    }

    /// <param name="rewritten">Where the problem is that its history was rewritten.</param>
    public void SetRepositoryProblem(string? problem, RewrittenHistory? rewritten = null) => Set(state => state with { RepositoryProblem = problem, Rewritten = rewritten });

    /// <param name="planner">Who plans, for people.</param>
    public void SetFiles(StoredFile? credentials, StoredFile? languageModel, string planner) =>
        Set(state => state with { Credentials = credentials, LanguageModel = languageModel, Planner = planner });

    public void SetNoCredentials() =>
        Set(state => state with { HasCredentials = false, ClusterName = null, ClusterVersion = null, ClusterProblem = null, Totals = null, NotPermitted = null });

    /// <param name="notPermitted">What the credentials do not permit, one each.</param>
    public void SetCluster(string name, string version, ClusterTotals totals, IEnumerable<string> notPermitted) => Set(state => state with
    {
        HasCredentials = true,
        ClusterName = name,
        ClusterVersion = version,
        ClusterProblem = null,
        Totals = totals,
        NotPermitted = string.Join('\n', notPermitted),
    });

    /// <summary>What was known before stays known: it says which cluster does not answer.</summary>
    public void SetClusterProblem(string problem) => Set(state => state with { HasCredentials = true, ClusterProblem = problem });

    private void Set(Func<AgentState, AgentState> change)
    {
        lock (gate)
        {
            var next = change(current);
            if (next == current) return;
            current = next;
        }

        Changed?.Invoke();
    }
}
