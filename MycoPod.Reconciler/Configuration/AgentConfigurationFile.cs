using System.Text.Json;
using MycoPod.Core.Certificates;
using MycoPod.Core.Configuration;
using MycoPod.Core.Link;

namespace MycoPod.Reconciler.Configuration;

/// <summary>Reads the configuration and the pairing, and names everything that is wrong with them at once.</summary>
internal static class AgentConfigurationFile
{
    public const string Variable = "MYCOPOD_CONFIG";

    private static readonly JsonSerializerOptions PairingForm = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <exception cref="ConfigurationException">What is wrong, each with its key and what is expected.</exception>
    public static (AgentConfiguration Configuration, Pairing Pairing) Read(string? path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new ConfigurationException([$"{Variable} is not set; it names the Agent's configuration file."]);
        List<string> problems = [];
        var configuration = ReadConfiguration(path, problems);
        var pairing = configuration?.PairingFile is { Length: > 0 } file ? ReadPairing(file, problems) : null;
        return configuration is not null && pairing is not null && problems.Count == 0 ? (configuration, pairing) : throw new ConfigurationException(problems);
    }

    private static AgentConfiguration? ReadConfiguration(string path, List<string> problems)
    {
        var found = new ConfigurationProblems();
        try
        {
            var document = ConfigurationJson.Read<AgentDocument>(File.ReadAllText(path), found.Add);
            return new AgentConfigurationChecks(found).Read(document);
        }
        catch (FormatException e)
        {
            found.Add(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add($"cannot be read: {e.Message}");
        }
        finally
        {
            problems.AddRange(found.Found.Select(p => $"{path}: {p}"));
        }

        return null;
    }

    private static Pairing? ReadPairing(string file, List<string> problems)
    {
        try
        {
            var pairing = JsonSerializer.Deserialize<Pairing>(File.ReadAllBytes(file), PairingForm);
            if (pairing is null) problems.Add($"{file}: is empty. Expected: what mycopod agent pair wrote.");
            if (pairing?.WebKeyPin is { } pin && KeyPin.Find(pin) is null) problems.Add($"{file}: webKeyPin: is '{pin}'. Expected: 64 hexadecimal digits, as mycopod agent pair writes them.");
            if (pairing is { WebKeyPin: not null, WebUrl.Scheme: not "https" }) problems.Add($"{file}: webUrl: is '{pairing.WebUrl}'. Expected: an https address, because webKeyPin pins its key.");
            return pairing;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file}: cannot be read (pairingFile): {e.Message}");
        }
        catch (JsonException e)
        {
            problems.Add($"{file}: is not usable near {e.Path ?? "its start"} (line {e.LineNumber + 1}): a key is unknown, missing or of the wrong type. Expected: what mycopod agent pair wrote.");
        }

        return null;
    }
}
