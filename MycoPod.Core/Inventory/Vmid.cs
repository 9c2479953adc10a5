using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MycoPod.Core.Inventory;

/// <summary>Number of a guest, unique in its cluster: 100 to 999999999 (format pve-vmid).</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct Vmid
{
    public const int Least = 100;
    public const int Most = 999_999_999;

    public Vmid(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, Least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Most);
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
