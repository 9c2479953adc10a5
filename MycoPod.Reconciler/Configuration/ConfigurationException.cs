namespace MycoPod.Reconciler.Configuration;

/// <summary>The Agent cannot start with what it was given.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
