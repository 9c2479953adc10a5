using MycoPod.Core.Data;

namespace MycoPod.Tests.Fixtures;

/// <summary>One test's database.</summary>
/// <param name="ConnectionOf">The connection string of a role.</param>
public sealed record TestDatabase(Func<string, string> ConnectionOf)
{
    public string Agent => ConnectionOf("mycopod_agent");

    public string Web => ConnectionOf("mycopod_web");

    public string Owner => ConnectionOf("mycopod_owner");

    /// <summary>The schema runs as the Agent's role sees it.</summary>
    public RunsContext OpenRuns() => RunsDatabase.Open(Agent);
}
