using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MycoPod.Core.Declarations;

/// <summary>Identity of a declaration through all its revisions: a version 7 UUID.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct DeclarationId(Guid Value)
{
    public static DeclarationId Create(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>The last eight digits, which folder names carry.</summary>
    public string ShortForm => ToString()[^8..];

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DeclarationId id)
    {
        var isId = Guid.TryParseExact(text, "D", out var value);
        id = new(value);
        return isId && id.ToString() == text;
    }

    private sealed class Converter : JsonConverter<DeclarationId>
    {
        public override DeclarationId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A declaration's id is a lower-case UUID.");

        public override void Write(Utf8JsonWriter writer, DeclarationId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
