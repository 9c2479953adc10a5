namespace MycoPod.Core.Plans;

/// <summary>What a step may cost, from least to most. Worked out from the step's kind by code, never by a model.</summary>
public enum Risk
{
    Create,
    Change,
    Destroy,
    Shell,
}
