namespace MycoPod.Tests.Diagnosis;

/// <summary>A clock that goes as the others and shows another time.</summary>
internal sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
