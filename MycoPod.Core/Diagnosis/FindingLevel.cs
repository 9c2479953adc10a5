namespace MycoPod.Core.Diagnosis;

/// <summary>How much a finding matters.</summary>
public enum FindingLevel
{
    Ok,

    /// <summary>It works now; something is lacking, or will be.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Problem,
}
