using System.Text.Json.Serialization;

namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>What shows that a guest is ready for what comes next.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GuestSign>))]
public enum GuestSign
{
    /// <summary>The cluster knows an address of it.</summary>
    [JsonStringEnumMemberName("address")]
    Address,

    /// <summary>Its guest agent answers.</summary>
    [JsonStringEnumMemberName("agent")]
    Agent,

    /// <summary>An SSH server answers at its address.</summary>
    [JsonStringEnumMemberName("ssh")]
    Ssh,
}
