using System.Text.Json.Serialization;

namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>How a command gets into a guest.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShellWay>))]
public enum ShellWay
{
    /// <summary>Into a VM by its guest agent, over the API.</summary>
    [JsonStringEnumMemberName("agent")]
    Agent,

    /// <summary>Into a VM over SSH, with the Agent's own key.</summary>
    [JsonStringEnumMemberName("ssh")]
    Ssh,

    /// <summary>Into a container by <c>pct exec</c> on its node, over SSH.</summary>
    [JsonStringEnumMemberName("pct")]
    Pct,
}
