namespace MycoPod.Core.Link;

/// <summary>The files an Admin may put into the Agent's protected directory.</summary>
public enum ConfigurationFileKind
{
    ProxmoxCredentials,
    LanguageModel,
}
