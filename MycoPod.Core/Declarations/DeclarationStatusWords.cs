namespace MycoPod.Core.Declarations;

/// <summary>The four words as <c>declaration.md</c> has them.</summary>
public static class DeclarationStatusWords
{
    public static string Word(this DeclarationStatus status) => status switch
    {
        DeclarationStatus.Draft => "draft",
        DeclarationStatus.PendingApproval => "pending-approval",
        DeclarationStatus.Ready => "ready",
        _ => "withdrawn",
    };

    public static DeclarationStatus? Parse(string word) => word switch
    {
        "draft" => DeclarationStatus.Draft,
        "pending-approval" => DeclarationStatus.PendingApproval,
        "ready" => DeclarationStatus.Ready,
        "withdrawn" => DeclarationStatus.Withdrawn,
        _ => null,
    };
}
