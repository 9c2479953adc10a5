using System.Text.Json.Serialization;

namespace MycoPod.Core.Inventory;

/// <summary>Whether a guest runs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GuestPower>))]
public enum GuestPower
{
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>A VM that was suspended: its memory is kept, it does not go on.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>Its node is away, or did not say.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
