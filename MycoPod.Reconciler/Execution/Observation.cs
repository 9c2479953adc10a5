namespace MycoPod.Reconciler.Execution;

/// <summary>What a look at the cluster told about a step.</summary>
internal abstract record Observation
{
    /// <summary>It is as the step wants it.</summary>
    /// <param name="Text">What was found, for the log.</param>
    internal sealed record AlreadySo(string Text) : Observation
    {
        /// <summary>What is to be known beside it, or null.</summary>
        public string? Remark { get; init; }
    }

    /// <summary>It is not so yet, and the step may act.</summary>
    internal sealed record Absent : Observation;

    /// <summary>Something is at it right now: look again.</summary>
    internal sealed record InProgress : Observation;

    /// <summary>The cluster is no longer what the plan was made on.</summary>
    internal sealed record Conflict(string Text) : Observation;
}
