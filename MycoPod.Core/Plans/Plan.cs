using System.Text.Json;
using MycoPod.Core.Json;

namespace MycoPod.Core.Plans;

/// <summary>
/// An ordered list of typed steps: the content of <c>plan.json</c>. It holds nothing that code can work out, and nothing a
/// model wrote beyond the arguments.
/// </summary>
public sealed record Plan(int Version, IReadOnlyList<Step> Steps)
{
    /// <summary>The version of the format that this code writes and reads.</summary>
    public const int CurrentVersion = 1;

    public static Plan Of(IEnumerable<Step> steps) => new(CurrentVersion, [.. steps]);

    /// <summary>The bytes of <c>plan.json</c>: RFC 8785 canonical JSON.</summary>
    public byte[] ToBytes() => StrictJson.Write(this);

    /// <summary>SHA-256 of <see cref="ToBytes"/>: what an approval names.</summary>
    public string ComputeDigest() => Digest.Of(ToBytes());

    /// <summary>Reads <c>plan.json</c>.</summary>
    /// <exception cref="JsonException">It is not canonical, holds unknown or duplicate keys, or is of another version.</exception>
    public static Plan FromBytes(ReadOnlySpan<byte> bytes)
    {
        var plan = StrictJson.Read<Plan>(bytes);
        if (HoldsNull(bytes)) throw new JsonException("An element of a list is null.");
        return plan.Version == CurrentVersion
            ? plan
            : throw new JsonException($"The plan has version {plan.Version}; this MycoPod reads version {CurrentVersion}.");
    }

    /// <summary>Members that are null are not written; the elements of a list are not checked when it is read.</summary>
    private static bool HoldsNull(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null) return true;
        }

        return false;
    }
}
