namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>All recorded exchanges in the order in which they were made.</summary>
internal static class Recording
{
    /// <summary>A look at the task that the exchange before started, while it ran; the index leaves these out.</summary>
    private const string StillRunning = "-status-running";

    public static IReadOnlyList<RecordedExchange> Load(string folder)
    {
        var names = File.ReadLines(Path.Combine(folder, "INDEX")).Select(line => line.Split('\t')[0])
            .SelectMany(name => new[] { name, name + StillRunning })
            .Concat(Directory.EnumerateFiles(folder, "*.txt").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Path: Path.Combine(folder, name + ".txt")))
            .Where(file => File.Exists(file.Path));
        return [.. names.Select(file => RecordedExchange.Parse(file.Name, File.ReadAllText(file.Path))).OfType<RecordedExchange>()];
    }
}
