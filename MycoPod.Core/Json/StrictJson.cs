using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MycoPod.Core.Json;

/// <summary>
/// Reading and writing of what is signed: unknown keys, duplicate keys, missing values and any byte that the canonical
/// form would not have are refused, so that what was approved cannot be written in a second way.
/// </summary>
public static class StrictJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsWorkedOut, LetNullsBeAbsent } },
        AllowOutOfOrderMetadataProperties = true,
        MaxDepth = 16,
        Converters = { new UtcSecondConverter() },
    };

    /// <summary>The canonical bytes (RFC 8785) of <paramref name="value"/>.</summary>
    public static byte[] Write<T>(T value) => CanonicalJson.Write(JsonSerializer.SerializeToNode(value, Options));

    /// <summary>Reads a value from canonical bytes.</summary>
    /// <exception cref="JsonException">The bytes are not the canonical form of a <typeparamref name="T"/>.</exception>
    public static T Read<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        T value;
        try
        {
            value = JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new JsonException("The document is null.");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or FormatException)
        {
            throw new JsonException(e.Message, e);
        }

        if (!bytes.SequenceEqual(Write(value))) throw new JsonException("The document is not in its canonical form.");
        return value;
    }

    /// <summary>A property without setter is worked out by code and belongs to no document.</summary>
    private static void LeaveOutWhatIsWorkedOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.AttributeProvider is PropertyInfo { CanWrite: false }).ToList()) type.Properties.Remove(property);
    }

    /// <summary>Nulls are not written, so what may be null need not be there.</summary>
    private static void LetNullsBeAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.AssociatedParameter is { IsNullable: true })) property.IsRequired = false;
    }
}
