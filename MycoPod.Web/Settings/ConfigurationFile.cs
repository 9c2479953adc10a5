using MycoPod.Core.Link;

namespace MycoPod.Web.Settings;

/// <summary>One of the two files, as the page shows it.</summary>
/// <param name="Forms">What is expected: an introduction, and an example.</param>
internal sealed record ConfigurationFile(ConfigurationFileKind Kind, string Id, string Label, IReadOnlyList<(string Introduction, string Example)> Forms)
{
    public static readonly IReadOnlyList<ConfigurationFile> All =
    [
        new(
            ConfigurationFileKind.ProxmoxCredentials,
            "proxmox-credentials",
            "Proxmox Credentials",
            [
                ("Expected is JSON of this form, with an API token and the fingerprint of the node's certificate:", """
                    {
                      "endpoints": ["https://pve1:8006"],
                      "tokenId": "mycopod@pve!agent",
                      "tokenSecret": "00000000-0000-0000-0000-000000000000",
                      "tlsFingerprint": "AA:BB:… (SHA-256 of the node's certificate)"
                    }
                    """),
                ("Or of this form, with a user and the cluster's own authority. A token goes with an authority as well, and a user with a fingerprint:", """
                    {
                      "endpoints": ["https://pve1:8006", "https://pve2:8006"],
                      "username": "mycopod@pve",
                      "password": "the user's password",
                      "ca": "-----BEGIN CERTIFICATE-----\n… (pve-root-ca.pem)"
                    }
                    """),
            ]),
        new(
            ConfigurationFileKind.LanguageModel,
            "language-model",
            "LLM Configuration",
            [
                ("Expected is JSON of this form. provider is openai, anthropic, azure-openai (with endpoint), or built-in:", """
                    {
                      "provider": "openai",
                      "model": "the model's name",
                      "apiKey": "your key",
                      "timeoutSeconds": 60
                    }
                    """),
                ("Or of this form, for a model on your own machines. provider is ollama or openai-compatible:", """
                    {
                      "provider": "ollama",
                      "model": "the model's name",
                      "endpoint": "http://10.0.0.5:11434",
                      "timeoutSeconds": 120
                    }
                    """),
            ]),
    ];

    public StoredFile? StateOf(AgentState? agent) => Kind == ConfigurationFileKind.ProxmoxCredentials ? agent?.Credentials : agent?.LanguageModel;

    /// <summary>What is so where nobody set the file here.</summary>
    public string Unset(AgentState? agent) => (Kind, agent) switch
    {
        (_, null) => "Not known while the Agent is not connected.",
        (ConfigurationFileKind.ProxmoxCredentials, { HasCredentials: true }) => "Set on the Agent's host.",
        (ConfigurationFileKind.ProxmoxCredentials, _) => "Not set: nothing can be checked or applied.",
        _ => "Not set here.",
    };

    /// <summary>What follows from the file as it is now; null where there is nothing to say.</summary>
    public string? Effect(AgentState? agent) => (Kind, agent?.Planner) switch
    {
        (not ConfigurationFileKind.LanguageModel, _) or (_, null) => null,
        (_, "built-in") => "Plans are made by the built-in planner.",
        (_, var planner) => $"Plans are made by {planner}.",
    };
}
