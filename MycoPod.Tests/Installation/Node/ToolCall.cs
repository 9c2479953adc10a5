namespace MycoPod.Tests.Installation.Node;

/// <summary>One call of a tool of the node, with its arguments as they were given.</summary>
internal sealed record ToolCall(string Tool, IReadOnlyList<string> Arguments)
{
    public override string ToString() => $"{Tool} {string.Join(' ', Arguments)}";
}
