namespace MycoPod.Core.Approvals;

/// <summary>Whether an approval lets a run start, and if not, why.</summary>
/// <param name="Refusal">What is wrong, for people; null where it verifies.</param>
/// <param name="IsExpired">All was in order, but it came too late.</param>
public sealed record ApprovalVerdict(string? Refusal, bool IsExpired = false)
{
    public static readonly ApprovalVerdict Valid = new(Refusal: null);

    public bool IsValid => Refusal is null;
}
