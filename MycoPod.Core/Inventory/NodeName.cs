using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Inventory;

/// <summary>Name of a cluster node (format pve-node): one DNS label.</summary>
[JsonConverter(typeof(Converter))]
public readonly partial record struct NodeName
{
    private readonly string? value;

    public NodeName(string value)
    {
        if (!Pattern().IsMatch(value)) throw new ArgumentException($"'{value}' is no node name: letters, digits and hyphens, as in pve1.", nameof(value));
        this.value = value;
    }

    public string Value => value ?? throw new InvalidOperationException("A node name was never set.");

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?\z")]
    private static partial Regex Pattern();

    private sealed class Converter : JsonConverter<NodeName>
    {
        public override NodeName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, NodeName value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
