using System.Text.Json;

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
            return SettingsValidator.Validate(SettingsDocument.Parse(File.ReadAllText(path)));
        }
        catch (SettingsException e)
        {
            throw new SettingsException([.. e.Problems.Select(p => $"{path}: {p}")]);
        }
        catch (JsonException e)
        {
            throw new SettingsException([$"{path}: is no configuration: {FirstLine(e.Message)}"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{path}: cannot be read: {e.Message}"]);
        }
    }

    /// <summary>The serializer goes on to name positions, which may quote a value.</summary>
    private static string FirstLine(string message) => message.Split(" Path: ")[0].Split('\n')[0];
}
