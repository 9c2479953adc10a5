using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MycoPod.Core.Inventory;

/// <summary>Number of a guest, unique in its cluster: 100 to 999999999 (format pve-vmid).</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct Vmid
{
    public Vmid(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 999_999_999);
        Value = value;
    }

    public int Value { get; }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private sealed class Converter : JsonConverter<Vmid>
    {
        public override Vmid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, Vmid value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
