using System.Text.Json.Serialization;

namespace MycoPod.Core.Link;

/// <summary>The files an Admin may put into the Agent's protected directory.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConfigurationFileKind>))]
public enum ConfigurationFileKind
{
    ProxmoxCredentials,
    LanguageModel,
}
