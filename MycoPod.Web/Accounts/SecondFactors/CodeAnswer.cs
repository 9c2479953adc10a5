namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>What is to be said of a code.</summary>
internal enum CodeAnswer
{
    Right,
    Wrong,

    /// <summary>There were too many wrong ones: it was not looked at.</summary>
    Early,

    /// <summary>The key to compare it with does not open: what it is sealed with is lost, or another one.</summary>
    Unreadable,
}
