namespace MycoPod.Tests.Installation.Node;

internal sealed record ToolAnswer(int Status, string Output, string Errors)
{
    public static ToolAnswer Refused(string reason) => new(255, "", reason);
}
