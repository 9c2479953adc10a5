using System.Reflection;

namespace MycoPod.Reconciler;

/// <summary>The release this Agent is of, as in <c>0.1.0</c>.</summary>
internal static class AgentVersion
{
    public static string Text { get; } = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "";
}
