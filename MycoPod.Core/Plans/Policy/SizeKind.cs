namespace MycoPod.Core.Plans.Policy;

/// <summary>What is limited.</summary>
public enum SizeKind
{
    Guests,
    Cores,
    Memory,
    Disk,
}
