namespace MycoPod.Core.Plans;

/// <summary>What a step sends to make it so: a call of the API, a command over SSH, or nothing but looks until it is so.</summary>
public abstract record StepCall
{
    /// <summary>The technical note: exactly what is sent or run.</summary>
    public abstract string Note { get; }
}
