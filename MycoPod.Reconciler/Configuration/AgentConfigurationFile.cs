using System.Text.Json;
using MycoPod.Core.Link;

namespace MycoPod.Reconciler.Configuration;

/// <summary>Reads the configuration and the pairing, and names everything that is wrong with them at once.</summary>
internal static class AgentConfigurationFile
{
    public const string Variable = "MYCOPOD_CONFIG";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <exception cref="ConfigurationException">What is wrong, each with its key and what is expected.</exception>
    public static (AgentConfiguration Configuration, Pairing Pairing) Read(string? path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new ConfigurationException([$"{Variable} is not set; it names the Agent's configuration file."]);
        var configuration = Read<AgentConfiguration>(path, "configuration file");
        List<string> problems = [];
        if (!Path.IsPathRooted(configuration.StateDirectory)) problems.Add($"stateDirectory is '{configuration.StateDirectory}'; an absolute path is expected.");
        if (configuration.Connection.Length == 0) problems.Add("connection is empty; a PostgreSQL connection string of mycopod_agent is expected.");
        if (!Uri.TryCreate(configuration.Repository.Url, UriKind.Absolute, out var url)) problems.Add($"repository.url is '{configuration.Repository.Url}'; an address is expected, as in https://github.com/you/declarations.git.");
        if (url?.UserInfo is { Length: > 0 }) problems.Add("repository.url holds a user name or token; they belong into repository.username and repository.token, where no log shows them.");
        if (configuration.PollSeconds is < 1 or > 3600) problems.Add($"pollSeconds is {configuration.PollSeconds}; 1 to 3600 are possible.");
        if (configuration.RetentionDays is < 7 or > 36_500) problems.Add($"retentionDays is {configuration.RetentionDays}; 7 to 36500 are possible.");
        CheckTrust(configuration.Repository, problems);
        configuration.ReadTelemetry(problems);
        if (problems.Count > 0) throw new ConfigurationException(problems);
        return (configuration, Read<Pairing>(configuration.PairingFile, "pairing file (pairingFile)"));
    }

    private static void CheckTrust(RepositoryConfiguration repository, List<string> problems)
    {
        try
        {
            repository.ReadTrust();
        }
        catch (FormatException e)
        {
            problems.Add(e.Message);
        }
    }

    private static T Read<T>(string path, string what)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) ?? throw new ConfigurationException([$"The {what} {path} is empty."]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([$"The {what} {path} cannot be read: {e.Message}"]);
        }
        catch (JsonException e)
        {
            throw new ConfigurationException([$"The {what} {path} is not usable near {e.Path ?? "its start"} (line {e.LineNumber + 1}): a key is unknown, missing or of the wrong type."]);
        }
    }
}
