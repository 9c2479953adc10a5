using System.Reflection;

namespace MycoPod.Web;

/// <summary>The release this Web is of, as in <c>0.1.0</c>.</summary>
internal static class WebVersion
{
    public static string Text { get; } = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "";
}
