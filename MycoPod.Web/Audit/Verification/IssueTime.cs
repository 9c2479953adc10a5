namespace MycoPod.Web.Audit.Verification;

/// <summary>The moment at which something was signed: whether an approval held is asked as of then, not as of now.</summary>
internal sealed class IssueTime(DateTimeOffset issued) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => issued;
}
