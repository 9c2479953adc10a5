namespace MycoPod.Web.Configuration;

/// <summary>The configuration cannot be used. The message names every problem, one a line.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems => problems;
}
