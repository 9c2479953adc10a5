using System.Text.Json;
using System.Text.Json.Serialization;

namespace MycoPod.Reconciler.Credentials;

/// <summary>The LLM Configuration file: which provider plans, and with what key.</summary>
/// <param name="Provider">One of <see cref="Providers"/>.</param>
/// <param name="Endpoint">Base address; where the provider has one of its own, this takes its place.</param>
/// <param name="TimeoutSeconds">How long one answer may take, 1 to <see cref="LongestTimeout"/>; null for <see cref="UsualTimeout"/>.</param>
/// <param name="Temperature">0 to 2; null for the model's own.</param>
internal sealed record LanguageModelFile(
    string Provider, string? Model = null, string? ApiKey = null, Uri? Endpoint = null, int? TimeoutSeconds = null, double? Temperature = null)
{
    public const string BuiltIn = "built-in";
    public const string OpenAI = "openai";
    public const string AzureOpenAI = "azure-openai";
    public const string Anthropic = "anthropic";
    public const string Ollama = "ollama";
    public const string OpenAICompatible = "openai-compatible";

    /// <summary>In seconds: Web waits for a preview no longer than three minutes.</summary>
    public const int LongestTimeout = 150;
    public const int UsualTimeout = 60;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What each provider cannot do without.</summary>
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        [BuiltIn] = [],
        [OpenAI] = ["model", "apiKey"],
        [Anthropic] = ["model", "apiKey"],
        [AzureOpenAI] = ["model", "apiKey", "endpoint"],
        [Ollama] = ["model", "endpoint"],
        [OpenAICompatible] = ["model", "endpoint"],
    };

    public static IReadOnlyCollection<string> Providers => Required.Keys;

    [JsonIgnore]
    public bool IsBuiltIn => Provider == BuiltIn;

    [JsonIgnore]
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds ?? UsualTimeout);

    /// <summary>As shown with plans: <c>built-in</c>, or as in <c>openai gpt-5</c>.</summary>
    [JsonIgnore]
    public string PlannerName => IsBuiltIn ? BuiltIn : $"{Provider} {Model}";

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

        return file.Checked();
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"{Provider} {Model}";

    private LanguageModelFile Checked()
    {
        if (!Required.TryGetValue(Provider, out var required)) throw new FormatException($"provider is not known; expected is one of {string.Join(", ", Required.Keys)}.");
        var missing = required.Where(Lacks).ToList();
        if (missing.Count > 0) throw new FormatException($"The provider {Provider} needs {string.Join(" and ", missing)} as well.");
        if (Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https"))) throw new FormatException("endpoint is no http or https address.");
        if (Endpoint is { UserInfo.Length: > 0 }) throw new FormatException("endpoint holds a user or password; the key belongs into apiKey.");
        if (TimeoutSeconds is < 1 or > LongestTimeout) throw new FormatException($"timeoutSeconds has to be 1 to {LongestTimeout}.");
        if (Temperature is < 0 or > 2 or double.NaN) throw new FormatException("temperature has to be 0 to 2.");
        return ApiKey?.Any(c => c is <= ' ' or > '~') == true ? throw new FormatException("apiKey holds spaces or other characters that no key has.") : this;
    }

    private bool Lacks(string key) => key switch
    {
        "model" => string.IsNullOrWhiteSpace(Model),
        "apiKey" => string.IsNullOrWhiteSpace(ApiKey),
        _ => Endpoint is null,
    };
}
