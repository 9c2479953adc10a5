using System.Text.Json;
using System.Text.Json.Serialization;

namespace MycoPod.Reconciler.Credentials;

/// <summary>The LLM Configuration file: which provider plans, and with what key. Only its form is checked here.</summary>
/// <param name="Endpoint">Base address, where the provider needs one.</param>
internal sealed record LanguageModelFile(
    string Provider, string? Model = null, string? ApiKey = null, Uri? Endpoint = null, int? TimeoutSeconds = null, double? Temperature = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What each provider cannot do without.</summary>
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["built-in"] = [],
        ["openai"] = ["model", "apiKey"],
        ["anthropic"] = ["model", "apiKey"],
        ["azure-openai"] = ["model", "apiKey", "endpoint"],
        ["ollama"] = ["model", "endpoint"],
        ["openai-compatible"] = ["model", "endpoint"],
    };

    /// <exception cref="FormatException">What is wrong with it, without its content.</exception>
    public static LanguageModelFile Read(ReadOnlySpan<byte> json)
    {
        LanguageModelFile file;
        try
        {
            file = JsonSerializer.Deserialize<LanguageModelFile>(json, Options) ?? throw new FormatException("The LLM configuration file is empty.");
        }
        catch (JsonException e)
        {
#pragma warning disable MA0054 // The parser's own message may quote the file, and the file may hold a key: it must not travel along.
            throw new FormatException($"The LLM configuration file cannot be read (near {e.Path ?? "its start"}). Expected keys: provider, model, apiKey, endpoint, timeoutSeconds, temperature.");
#pragma warning restore MA0054
        }

        if (!Required.TryGetValue(file.Provider, out var required)) throw new FormatException($"provider is not known; expected is one of {string.Join(", ", Required.Keys)}.");
        var missing = required.Where(file.Lacks).ToList();
        if (missing.Count > 0) throw new FormatException($"The provider {file.Provider} needs {string.Join(" and ", missing)} as well.");
        if (file.Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https"))) throw new FormatException("endpoint is no http or https address.");
        return file;
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"{Provider} {Model}";

    private bool Lacks(string key) => key switch
    {
        "model" => string.IsNullOrWhiteSpace(Model),
        "apiKey" => string.IsNullOrWhiteSpace(ApiKey),
        _ => Endpoint is null,
    };
}
