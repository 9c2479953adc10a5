using MycoPod.Core.Configuration;

namespace MycoPod.Web.Configuration;

/// <summary>Finds and reads the configuration: a JSON file that the environment variable MYCOPOD_CONFIG names.</summary>
internal static class SettingsFile
{
    public const string Variable = "MYCOPOD_CONFIG";

    /// <exception cref="SettingsException">There is none, or it cannot be used.</exception>
    public static WebSettings Read()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(path)) throw new SettingsException([$"{Variable}: is missing. Expected: the path of MycoPod's configuration file."]);
        return Read(path);
    }

    public static WebSettings Read(string path)
    {
        try
        {
            var problems = new ConfigurationProblems();
            return SettingsValidator.Validate(SettingsDocument.Parse(File.ReadAllText(path), problems), problems: problems);
        }
        catch (SettingsException e)
        {
            throw new SettingsException([.. e.Problems.Select(p => $"{path}: {p}")]);
        }
        catch (FormatException e)
        {
            throw new SettingsException([$"{path}: {e.Message}"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{path}: cannot be read: {e.Message}"]);
        }
    }
}
